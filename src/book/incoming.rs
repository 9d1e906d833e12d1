//! A table on its way into a book: its text comes in pieces, and it is read and joined in steps, while the book is
//! asked for other things. Until it is taken in the book is as it was.

use super::join::{LeftOut, Numbered, Products, ROW_WORK};
use super::marketplace::Others;
use super::view::{Progress, TableView};
use super::{Book, Given, table};
use crate::date::Day;
use crate::error::{Error, ErrorKind, Result};
use crate::import::{IncomingText, ReadOptions, Table};
use crate::steps::{Meter, Steps};
use core::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Arc;

/// What a product takes in memory once the list is there, beside the text of its tables, in bytes (measured:
/// `benches/README.md`).
const PRODUCT_BYTES: u64 = 2_000;
/// Bytes gone through in one step: some tenths of a millisecond.
const BYTES_A_STEP: usize = 1 << 17;
/// How often all bytes of a text are gone through while it is read, for the progress that is shown.
const TIMES_READ: usize = 5;
/// Parts of the progress: for the text to come in, for reading it, and for joining.
const PARTS: [u32; 3] = [300, 500, 200];

/// A table on its way into a book.
///
/// ```
/// use clearfloor::book::{Book, Day, IncomingTable};
/// use clearfloor::import::ReadOptions;
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let mut incoming = IncomingTable::open(&book, &ReadOptions::default(), 30, None).unwrap();
/// assert!(incoming.push_bytes(b"SKU\tPrice ($)\nA-1\t24.99\n"));
/// assert!(incoming.end().unwrap());
/// while incoming.go_on(&book, 8).unwrap().done < 1000 {}
/// let view = book.take_in(incoming).unwrap();
/// assert_eq!((view.rows_read, book.progress().total), (1, 1));
/// ```
#[derive(Debug)]
pub struct IncomingTable {
    options: ReadOptions,
    /// Bytes that are to come.
    bytes: usize,
    /// Bytes of memory that there are for it and its products.
    room: Option<u64>,
    stage: Stage,
    /// Work done in the present stage, and how much it will be.
    told: Arc<AtomicUsize>,
    work: usize,
}

#[derive(Debug)]
enum Stage {
    Text(IncomingText),
    Reading(Steps<Table>),
    Joining(Given, Basis, Steps<Joined>),
    Joined(Given, Basis, Box<Joined>),
}

type Joined = (Products, Vec<LeftOut>, Others);

/// What a join rests on beside the table: where it has changed meanwhile, all is joined anew.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Basis {
    joins: u32,
    today: Day,
    by_hand: usize,
}

impl IncomingTable {
    /// Opens a table of so many bytes for a book. `room` is how many bytes of memory there are, where that is known: a
    /// table is refused before it fills them.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, IncomingTable, ReadOptions};
    /// let book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// assert!(IncomingTable::open(&book, &ReadOptions::default(), 1 << 20, None).is_ok());
    /// // No memory holds so many bytes.
    /// let refused = IncomingTable::open(&book, &ReadOptions::default(), usize::MAX / 2, None);
    /// assert_eq!(refused.unwrap_err().code(), "memory_full");
    /// ```
    ///
    /// # Errors
    /// `memory_full` with `megabytes`, if there is no room for its text.
    pub fn open(book: &Book, options: &ReadOptions, bytes: usize, room: Option<u64>) -> Result<Self> {
        let options = ReadOptions { otherwise: Some(book.currency), ..options.clone() };
        let stage = Stage::Text(IncomingText::new(bytes)?);
        Ok(Self { options, bytes, room, stage, told: Arc::default(), work: 0 })
    }

    /// The next bytes of a UTF-8 text; false = they are none, and the table has to be opened anew.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, IncomingTable, ReadOptions};
    /// let book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let mut incoming = IncomingTable::open(&book, &ReadOptions::default(), 16, None).unwrap();
    /// assert!(incoming.push_bytes(b"SKU,Price\n"));
    /// // A byte that no UTF-8 has.
    /// assert!(!incoming.push_bytes(b"\xff,1\n"));
    /// ```
    pub fn push_bytes(&mut self, piece: &[u8]) -> bool {
        if let Stage::Text(text) = &mut self.stage { text.push_bytes(piece) } else { true }
    }

    /// The next characters of a text in another encoding.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, IncomingTable, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let mut incoming = IncomingTable::open(&book, &ReadOptions::default(), 20, None).unwrap();
    /// incoming.push_text("SKU,库存\n");
    /// incoming.push_text("MAT,40\n");
    /// incoming.end().unwrap();
    /// while incoming.go_on(&book, 8).unwrap().done < 1000 {}
    /// assert_eq!(book.take_in(incoming).unwrap().rows_read, 1);
    /// ```
    pub fn push_text(&mut self, piece: &str) {
        if let Stage::Text(text) = &mut self.stage {
            text.push_text(piece);
        }
    }

    /// All of the text is there: it can be read. False = it ends in the middle of a character, and is no UTF-8.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, IncomingTable, ReadOptions};
    /// let book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let mut incoming = IncomingTable::open(&book, &ReadOptions::default(), 12, None).unwrap();
    /// // The first of the three bytes of a letter.
    /// incoming.push_bytes(b"SKU,\xe5");
    /// assert_eq!(incoming.end(), Ok(false));
    /// ```
    ///
    /// # Errors
    /// `table_too_large` with `megabytes` that it needs, those that are `there`, and its `rows`.
    pub fn end(&mut self) -> Result<bool> {
        let Stage::Text(text) = &mut self.stage else { return Ok(true) };
        if text.is_cut() {
            return Ok(false);
        }
        let text = core::mem::take(text);
        let (needed, rows) = needed_to_read(&text);
        self.check_room(needed, "rows", rows)?;
        let pace = self.pace(text.length().saturating_mul(TIMES_READ));
        self.stage = Stage::Reading(Steps::of(text.read_in_steps(self.options.clone(), pace)));
        Ok(true)
    }

    /// Goes on for at most so many steps, and says how far it is of a thousand; at a thousand it can be taken in.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, IncomingTable, ReadOptions};
    /// let book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let mut incoming = IncomingTable::open(&book, &ReadOptions::default(), 16, None).unwrap();
    /// incoming.push_bytes(b"SKU,On hand\nA,1\n");
    /// incoming.end().unwrap();
    /// let mut done = 0;
    /// while done < 1000 {
    ///     let now = incoming.go_on(&book, 1).unwrap().done;
    ///     assert!(now >= done);
    ///     done = now;
    /// }
    /// ```
    ///
    /// # Errors
    /// `table_too_large` with `megabytes` that its products need, those that are `there`, and how many `products`.
    pub fn go_on(&mut self, book: &Book, steps: usize) -> Result<Progress> {
        let mut steps = steps;
        match &mut self.stage {
            Stage::Text(_) => {}
            Stage::Reading(work) => {
                if let Some(table) = work.go_on(&mut steps) {
                    self.join(book, table);
                }
            }
            Stage::Joining(_, _, work) => {
                if let Some(joined) = work.go_on(&mut steps) {
                    let products = u64::try_from(joined.0.len()).unwrap_or(u64::MAX);
                    self.check_room(products.saturating_mul(PRODUCT_BYTES), "products", products)?;
                    self.joined(joined);
                }
            }
            Stage::Joined(..) => {}
        }
        Ok(Progress { done: self.done(), total: PARTS.iter().sum() })
    }

    /// Begins to join the table with the others of the book.
    fn join(&mut self, book: &Book, table: Table) {
        let given = book.given_as(table);
        let mut pace = self.pace(given.table.row_count().saturating_mul(ROW_WORK));
        let mut others: Vec<Given> = book.given.iter().filter(|other| other.id != given.id).cloned().collect();
        others.push(given.clone());
        let tables: Vec<Numbered> = others.iter().map(Given::numbered).collect();
        let (market, currency, one_product, today) = (book.market, book.currency, book.one_product(), book.today);
        let by_hand = book.by_hand.clone();
        let joined =
            async move { Products::new(tables, market, currency, one_product, &by_hand, today, &mut pace).await };
        self.stage = Stage::Joining(given, Basis::of(book), Steps::of(joined));
    }

    fn joined(&mut self, joined: Joined) {
        // What stands in the place meanwhile is nothing.
        let stage = core::mem::replace(&mut self.stage, Stage::Text(IncomingText::default()));
        if let Stage::Joining(given, basis, _) = stage {
            self.stage = Stage::Joined(given, basis, Box::new(joined));
        }
    }

    /// A meter for so much work to come.
    fn pace(&mut self, work: usize) -> Meter {
        self.told = Arc::default();
        self.work = work;
        Meter::telling(BYTES_A_STEP, Arc::clone(&self.told))
    }

    /// How much is done, of a thousand.
    fn done(&self) -> u32 {
        let [coming, reading, joining] = PARTS;
        let told = self.told.load(Ordering::Relaxed);
        match &self.stage {
            Stage::Text(text) => share(text.length(), self.bytes, coming),
            Stage::Reading(_) => coming + share(told, self.work, reading),
            Stage::Joining(..) => coming + reading + share(told, self.work, joining),
            Stage::Joined(..) => coming + reading + joining,
        }
    }

    fn check_room(&self, needed: u64, of: &'static str, count: u64) -> Result<()> {
        let Some(room) = self.room.filter(|room| needed > *room) else { return Ok(()) };
        Err(Error::new(ErrorKind::Range, "table_too_large")
            .with("megabytes", megabytes(needed))
            .with("there", megabytes(room))
            .with(of, count.to_string()))
    }

    /// Says anew how many bytes of memory there are.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, IncomingTable, ReadOptions};
    /// let book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let mut incoming = IncomingTable::open(&book, &ReadOptions::default(), 16, None).unwrap();
    /// incoming.push_bytes(b"SKU,On hand\nA,1\n");
    /// incoming.set_room(Some(10));
    /// assert_eq!(incoming.end().unwrap_err().code(), "table_too_large");
    /// ```
    pub fn set_room(&mut self, room: Option<u64>) {
        self.room = room;
    }
}

impl Basis {
    const fn of(book: &Book) -> Self {
        Self { joins: book.joins, today: book.today, by_hand: book.by_hand.len() }
    }
}

impl Book {
    /// Takes a table in that was read and joined; a table of the same name gives way to it, as in [`Book::add_table`].
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, IncomingTable, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let mut incoming = IncomingTable::open(&book, &ReadOptions::default(), 30, None).unwrap();
    /// incoming.push_text("SKU\tOn hand\nMAT\t40\n");
    /// incoming.end().unwrap();
    /// // Not yet: it is neither read nor joined.
    /// assert_eq!(book.take_in(incoming).unwrap_err().code(), "table_not_read");
    /// ```
    ///
    /// # Errors
    /// `table_not_read` if it is not there yet.
    pub fn take_in(&mut self, incoming: IncomingTable) -> Result<TableView> {
        let Stage::Joined(given, basis, joined) = incoming.stage else {
            return Err(Error::new(ErrorKind::Missing, "table_not_read"));
        };
        // Another table may have taken its number meanwhile; then the book has been joined anew, too.
        let is_as_it_was = basis == Basis::of(self);
        let id = if is_as_it_was {
            let id = self.put_given(given);
            let (products, left_out, others) = *joined;
            self.take_joined(products, left_out, others);
            id
        } else {
            let id = self.number_of(given.table.name());
            self.put_given(Given { id, ..given });
            self.rejoin();
            id
        };
        Ok(self.tables().into_iter().find(|view| view.id == id).unwrap_or_else(|| table::empty_view(id)))
    }

    /// Empties what a piece of a table's text says of buyers, for keeping
    /// ([`Table::empty_buyers`](crate::import::Table::empty_buyers)); false = the table says nothing of them.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let text = "order-id\tsku\tquantity\tship-city\n111\tA-1\t2\tSynville\n";
    /// let id = book.add_table(text, &ReadOptions::default()).id;
    /// let mut piece = text.as_bytes().to_vec();
    /// assert!(book.empty_buyers(id, 0, &mut piece));
    /// let kept = String::from_utf8(piece).unwrap();
    /// assert!(kept.len() == text.len() && !kept.contains("Synville"));
    /// ```
    pub fn empty_buyers(&self, id: u32, from: usize, piece: &mut [u8]) -> bool {
        let Some(given) = self.given.iter().find(|given| given.id == id && given.table.has_buyers()) else {
            return false;
        };
        given.table.empty_buyers(from, piece);
        true
    }
}

/// A share of `parts`, but not all of them: the last step is still to come.
fn share(done: usize, of: usize, parts: u32) -> u32 {
    let (done, of) = (u64::try_from(done).unwrap_or(u64::MAX), u64::try_from(of).unwrap_or(u64::MAX).max(1));
    let share = done.saturating_mul(u64::from(parts)).checked_div(of).unwrap_or(0);
    u32::try_from(share).unwrap_or(parts).min(parts.saturating_sub(1))
}

fn megabytes(bytes: u64) -> String {
    (bytes / 1_000_000).to_string()
}

/// Bytes that reading a text takes beside it, and how many rows it has, as its start promises.
fn needed_to_read(text: &IncomingText) -> (u64, u64) {
    let start = text.start(1 << 16);
    let count = |wanted: u8| start.iter().filter(|&&byte| byte == wanted).count();
    let lines = count(b'\n').max(count(b'\r')).max(1);
    let cells = [b'\t', b',', b';', b'|', 0x1f].into_iter().map(count).max().unwrap_or(0).saturating_add(lines);
    let times = |count: usize| {
        let [count, length, start] = [count, text.length(), start.len().max(1)].map(|n| u64::try_from(n).unwrap_or(0));
        count.saturating_mul(length).checked_div(start).unwrap_or(0)
    };
    // Ends of cells, marks of cells, and places of records.
    let bytes = times(cells).saturating_mul(4).saturating_add(times(start.len()) / 4);
    (bytes.saturating_add(times(lines).saturating_mul(16)), times(lines))
}
