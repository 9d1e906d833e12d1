//! Questions about the prices of a product that take longer than anyone should wait for an answer to something else: they
//! are answered in steps, and what was begun is kept with the book.

use super::super::Book;
use super::super::calculation::{Context, Prepared};
use super::super::channels::Sheet;
use super::super::resolve::Resolved;
use super::{DoubtsView, ExitsView, PlanView, Planner};
use crate::error::Result;
use crate::money::Currency;
use crate::steps::Steps;

/// What an answer rests on: all of its own, so that it may be worked out step by step while the book is asked for
/// other things.
pub(super) struct Given {
    context: Context,
    resolved: Resolved,
    texts: Vec<(String, String)>,
    currency: Currency,
}

impl Given {
    pub fn prepared(&self) -> Result<Prepared<'_>> {
        Prepared::new(&self.context, &self.resolved)
    }

    pub fn planner<'g>(&'g self, prepared: &'g Prepared<'g>) -> (Planner<'g>, Sheet<'g>) {
        let sheet = Sheet { texts: &self.texts, currency: self.currency, fields: Vec::new() };
        (Planner { context: &self.context, prepared, currency: self.currency }, sheet)
    }
}

/// What is asked: the product, the texts of its worksheet, and those of the channels' one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Question {
    key: String,
    texts: Vec<(String, String)>,
    channels: Vec<(String, String)>,
}

impl Question {
    pub fn of(key: &str, texts: &[(String, String)], channels: &[(String, String)]) -> Self {
        Self { key: key.to_owned(), texts: texts.to_vec(), channels: channels.to_vec() }
    }
}

/// A question with the work on its answer.
#[derive(Debug)]
pub(super) struct Begun<T> {
    question: Question,
    work: Steps<Result<T>>,
}

/// Questions of one kind that are kept under way: those asked in turn do not drop each other.
const MOST_BEGUN: usize = 4;

/// What was begun, the newest last. It rests on the book as it was, so a change drops it.
#[derive(Debug, Default)]
pub(in crate::book) struct UnderWay {
    pub(super) plan: Vec<Begun<PlanView>>,
    pub(super) exits: Vec<Begun<ExitsView>>,
    pub(super) doubts: Vec<Begun<DoubtsView>>,
    /// Health, calendar and slow products of the catalogue.
    pub(in crate::book) health: Vec<crate::book::health::Begun>,
}

impl Book {
    /// Goes on with the answer to a question, or begins it; of many questions of its kind the oldest is given up.
    pub(super) fn go_on<T>(
        &mut self,
        place: fn(&mut UnderWay) -> &mut Vec<Begun<T>>,
        question: Question,
        steps: &mut usize,
        begin: impl FnOnce(&mut Self, Given) -> Result<Steps<Result<T>>>,
    ) -> Result<Option<T>> {
        let all = place(&mut self.under_way);
        let mut begun = match all.iter().position(|begun| begun.question == question) {
            Some(at) => all.remove(at),
            None => {
                let given = self.given(&question)?;
                Begun { work: begin(self, given)?, question }
            }
        };
        let answer = begun.work.go_on(steps);
        if answer.is_none() {
            let all = place(&mut self.under_way);
            all.push(begun);
            if all.len() > MOST_BEGUN {
                all.remove(0);
            }
        }
        answer.transpose()
    }

    fn given(&mut self, question: &Question) -> Result<Given> {
        let index = self.position(&question.key)?;
        let context = self.take_context()?;
        let resolved = self.resolved(&context, index);
        let own = context.clone();
        self.context = Some(context);
        Ok(Given { context: own, resolved: resolved?, texts: question.texts.clone(), currency: self.currency })
    }
}
