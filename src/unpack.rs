//! Reads what the build script packed: the wire format of `postcard`, without a reader for each kind of row.
//!
//! A pack is written by the build from the same types, so there is nothing to say about where one goes wrong; a
//! reader that answers each field with a value and remembers that one was not to be had is a fraction of the code
//! that one is which may stop at each. Numbers are varints, signed ones in zigzag; texts and lists begin with
//! their length, choices with their place.

/// Bytes that are still to be read.
pub(crate) struct Packed<'b> {
    rest: &'b [u8],
    is_broken: bool,
}

/// What a pack can hold.
pub(crate) trait Unpack<'b>: Sized {
    /// The value that comes next; any value once the pack is broken.
    fn unpack(from: &mut Packed<'b>) -> Self;
}

/// What a pack holds; none if the bytes are not those of one.
pub(crate) fn unpack<'b, T: Unpack<'b>>(bytes: &'b [u8]) -> Option<T> {
    let mut from = Packed { rest: bytes, is_broken: false };
    let value = T::unpack(&mut from);
    (!from.is_broken).then_some(value)
}

impl<'b> Packed<'b> {
    /// The next value.
    pub fn get<T: Unpack<'b>>(&mut self) -> T {
        T::unpack(self)
    }

    /// The bytes are not those of a pack.
    pub const fn fail(&mut self) {
        self.is_broken = true;
        self.rest = &[];
    }

    fn byte(&mut self) -> u8 {
        if let Some((&first, rest)) = self.rest.split_first() {
            self.rest = rest;
            return first;
        }
        self.fail();
        0
    }

    /// A number without sign.
    #[inline(never)]
    fn number(&mut self) -> u64 {
        let mut number = 0_u64;
        for place in 0..10_u32 {
            let byte = self.byte();
            number |= u64::from(byte & 0x7f) << (7 * place);
            if byte < 0x80 {
                return number;
            }
        }
        self.fail();
        0
    }

    /// A number with sign.
    #[inline(never)]
    fn signed(&mut self) -> i64 {
        let number = self.number();
        (number >> 1).cast_signed() ^ (number & 1).cast_signed().wrapping_neg()
    }

    /// A place or a length.
    #[inline(never)]
    fn place(&mut self) -> usize {
        let number = self.number();
        usize::try_from(number).unwrap_or_else(|_| {
            self.fail();
            0
        })
    }

    #[inline(never)]
    fn text(&mut self) -> &'b str {
        let length = self.place();
        if let Some((text, rest)) = self.rest.split_at_checked(length) {
            self.rest = rest;
            if let Ok(text) = core::str::from_utf8(text) {
                return text;
            }
        }
        self.fail();
        ""
    }

    /// One of these, by its place; the first where there is none.
    pub fn one_of<T: Copy>(&mut self, all: &[T], first: T) -> T {
        let place = self.place();
        all.get(place).copied().unwrap_or_else(|| {
            self.fail();
            first
        })
    }
}

/// Numbers that are narrower than those read.
macro_rules! narrow {
    ($($number:ty: $wide:ident;)*) => {
        $(impl<'b> Unpack<'b> for $number {
            fn unpack(from: &mut Packed<'b>) -> Self {
                Self::try_from(from.$wide()).unwrap_or_else(|_| {
                    from.fail();
                    0
                })
            }
        })*
    };
}

narrow! {
    u16: number;
    u32: number;
    i32: signed;
}

impl<'b> Unpack<'b> for i64 {
    fn unpack(from: &mut Packed<'b>) -> Self {
        from.signed()
    }
}

impl<'b> Unpack<'b> for u8 {
    fn unpack(from: &mut Packed<'b>) -> Self {
        from.byte()
    }
}

impl<'b> Unpack<'b> for bool {
    fn unpack(from: &mut Packed<'b>) -> Self {
        match from.byte() {
            0 => false,
            1 => true,
            _ => {
                from.fail();
                false
            }
        }
    }
}

impl<'b> Unpack<'b> for &'b str {
    fn unpack(from: &mut Packed<'b>) -> Self {
        from.text()
    }
}

impl<'b> Unpack<'b> for String {
    fn unpack(from: &mut Packed<'b>) -> Self {
        from.text().to_owned()
    }
}

impl<'b, T: Unpack<'b>> Unpack<'b> for Option<T> {
    fn unpack(from: &mut Packed<'b>) -> Self {
        if from.get() { Some(from.get()) } else { None }
    }
}

impl<'b, T: Unpack<'b>> Unpack<'b> for Vec<T> {
    fn unpack(from: &mut Packed<'b>) -> Self {
        let length = from.place();
        // Each takes a byte at least, so a length that is none asks for no room.
        let mut all = Self::with_capacity(length.min(from.rest.len()));
        for _ in 0..length {
            if from.is_broken {
                break;
            }
            all.push(from.get());
        }
        all
    }
}

impl<'b, T: Unpack<'b>, const N: usize> Unpack<'b> for [T; N] {
    fn unpack(from: &mut Packed<'b>) -> Self {
        core::array::from_fn(|_| from.get())
    }
}

impl<'b, A: Unpack<'b>, B: Unpack<'b>> Unpack<'b> for (A, B) {
    fn unpack(from: &mut Packed<'b>) -> Self {
        (from.get(), from.get())
    }
}

impl<'b, A: Unpack<'b>, B: Unpack<'b>, C: Unpack<'b>> Unpack<'b> for (A, B, C) {
    fn unpack(from: &mut Packed<'b>) -> Self {
        (from.get(), from.get(), from.get())
    }
}

/// How a row is read: its fields in the order in which they are packed.
macro_rules! rows {
    ($($row:ident $(<$life:lifetime>)? { $($field:ident),* $(,)? })*) => {
        $(impl<'b> crate::unpack::Unpack<'b> for $row $(<$life>)? {
            fn unpack(from: &mut crate::unpack::Packed<'b>) -> Self {
                Self { $($field: from.get()),* }
            }
        })*
    };
}

/// How a choice is read: all there are, in the order of their places.
macro_rules! choices {
    ($($choice:ident { $first:ident $(, $other:ident)* $(,)? })*) => {
        $(impl<'b> crate::unpack::Unpack<'b> for $choice {
            fn unpack(from: &mut crate::unpack::Packed<'b>) -> Self {
                from.one_of(&[Self::$first $(, Self::$other)*], Self::$first)
            }
        })*
    };
}

pub(crate) use {choices, rows};

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Everything = (Vec<(i64, i32, Option<u32>)>, (u16, u8, bool), [(String, Vec<Option<i64>>); 2]);

    fn everything() -> impl Strategy<Value = Everything> {
        let rows = prop::collection::vec(any::<(i64, i32, Option<u32>)>(), 0..5);
        let named = || (any::<String>(), prop::collection::vec(any::<Option<i64>>(), 0..4));
        (rows, any::<(u16, u8, bool)>(), [named(), named()])
    }

    proptest! {
        #[test]
        fn what_postcard_wrote_is_read(value in everything()) {
            let bytes = postcard::to_allocvec(&value).unwrap();
            prop_assert_eq!(unpack::<Everything>(&bytes), Some(value));
            // No end of it that is cut off passes for the whole.
            for end in 0..bytes.len() {
                prop_assert!(unpack::<Everything>(bytes.get(..end).unwrap()).is_none());
            }
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            // `postcard` refuses where this does, but for bits of a varint beyond the width of its number.
            if let Some(value) = unpack::<Everything>(&bytes) {
                let written = postcard::to_allocvec(&value).unwrap();
                prop_assert_eq!(unpack::<Everything>(&written), Some(value));
            }
        }
    }
}
