//! One task reads for all requests that ask at the moment, in one statement; the next batch gathers meanwhile.
//!
//! Uses `db`. What it finds is as the database holds it at that moment: nothing is kept.

use crate::db::held::Held;
use crate::db::one_read::{self, Found, Question};
use crate::db::{DbError, PgPool};
use crate::domain::OrgId;
use tokio::sync::{mpsc, oneshot};

/// How many questions one statement may carry.
const BATCH: usize = 64;

/// Where requests ask.
#[derive(Clone)]
pub struct Reads {
    sender: mpsc::Sender<Asking>,
}

struct Asking {
    question: Question,
    answer: oneshot::Sender<Result<Found, DbError>>,
}

impl Reads {
    /// Starts the task; it ends when the last handle is dropped. The pool is its own.
    pub fn start(pool: PgPool, org: OrgId) -> Self {
        let (sender, receiver) = mpsc::channel(1024);
        tokio::spawn(run(Held::new(pool), org, receiver));
        Self { sender }
    }

    /// What there is at this moment.
    ///
    /// # Errors
    /// The database is away, or a row is not of the expected shape.
    pub async fn ask(&self, question: Question) -> Result<Found, DbError> {
        let (answer, wait) = oneshot::channel();
        self.sender.send(Asking { question, answer }).await.map_err(|_| DbError::Stopped)?;
        wait.await.map_err(|_| DbError::Stopped)?
    }
}

async fn run(mut held: Held, org: OrgId, mut receiver: mpsc::Receiver<Asking>) {
    let mut batch = Vec::new();
    while receiver.recv_many(&mut batch, BATCH).await > 0 {
        let (questions, waiting): (Vec<Question>, Vec<_>) =
            batch.drain(..).map(|asking| (asking.question, asking.answer)).unzip();
        let results = match read(&mut held, org, &questions).await {
            Ok(results) => results,
            Err(error) => questions.iter().map(|_| Err(error.once_more())).collect(),
        };
        for (answer, result) in waiting.into_iter().zip(results) {
            // A request that went away no longer wants to know.
            let _ = answer.send(result);
        }
    }
}

/// Once more on another connection where the one that was kept has been lost: reading twice changes nothing.
async fn read(held: &mut Held, org: OrgId, questions: &[Question]) -> Result<Vec<Result<Found, DbError>>, DbError> {
    let first = one_read::read(held.connection().await?, org, questions).await;
    let Err(error) = first else { return first };
    held.give_up();
    if !matches!(error, DbError::Away(_)) {
        return Err(error);
    }
    let second = one_read::read(held.connection().await?, org, questions).await;
    if second.is_err() {
        held.give_up();
    }
    second
}
