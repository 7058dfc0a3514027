//! A database for each test, on either engine, that goes with it.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Condvar, Mutex, PoisonError, mpsc};

use sea_orm::{ConnectOptions, ConnectionTrait, Database as Connection, DatabaseConnection};
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};

use super::World;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

/// A PostgreSQL server whose user may create databases; `scripts/with-postgres COMMAND` provides one.
const POSTGRES_URL: &str = "VESTIBULE_TEST_POSTGRES_URL";
/// Set to 1, it leaves the PostgreSQL half out. Without it a missing server is a failure: a test that did not run has not passed.
const SQLITE_ONLY: &str = "VESTIBULE_TEST_SQLITE_ONLY";

/// Threads for blocking work, such as hashing.
const BLOCKING_THREADS: usize = 4;
/// PostgreSQL tests at the same time, whatever the number of cores: each may take sixteen of the server's connections.
const POSTGRES_PLACES: usize = 8;

/// Runs a test over a fresh database, and removes that however the test ends.
pub(crate) fn run(engine: Engine, people: bool, test: impl AsyncFnOnce(&World)) {
    if engine == Engine::Postgres && variable(SQLITE_ONLY).is_some_and(|v| v == "1") {
        return;
    }
    let _place = (engine == Engine::Postgres).then(Place::take);
    let database = runtime().block_on(Database::create(engine));
    let runtime = runtime();
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        runtime.block_on(async {
            let world = World::open(engine, &database.url).await;
            if people {
                world.populate().await;
            }
            test(&world).await;
        });
    }));
    runtime.shutdown_background();
    self::runtime().block_on(database.remove());
    outcome.unwrap_or_else(|panic| resume_unwind(panic));
}

fn runtime() -> Runtime {
    Builder::new_multi_thread().worker_threads(2).max_blocking_threads(BLOCKING_THREADS).enable_all().build().unwrap()
}

#[expect(clippy::disallowed_methods, reason = "tests are configured by their environment")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

struct Database {
    url: String,
    /// Holds the file of SQLite; for PostgreSQL its name is only a name that nobody else has.
    folder: TempDir,
    server: Option<String>,
}

impl Database {
    async fn create(engine: Engine) -> Self {
        let folder = tempfile::Builder::new().prefix("vestibule_it_").tempdir().unwrap();
        match engine {
            Engine::Sqlite => Self { url: format!("sqlite:{}", folder.path().join("it.sqlite").display()), folder, server: None },
            Engine::Postgres => {
                let server = variable(POSTGRES_URL).unwrap_or_else(|| {
                    panic!(
                        "{POSTGRES_URL} is not set: run `scripts/with-postgres cargo test`, or set {SQLITE_ONLY}=1 to leave PostgreSQL out"
                    )
                });
                let name = name_of(&folder);
                let connection = connect(&server).await;
                connection.execute_unprepared(&format!("CREATE DATABASE \"{name}\" TEMPLATE template0")).await.unwrap();
                connection.close().await.unwrap();
                let mut url = url::Url::parse(&server).unwrap();
                url.set_path(&name);
                Self { url: url.into(), folder, server: Some(server) }
            }
        }
    }

    async fn remove(self) {
        let Some(server) = &self.server else { return };
        let connection = connect(server).await;
        connection.execute_unprepared(&format!("DROP DATABASE \"{}\" WITH (FORCE)", name_of(&self.folder))).await.unwrap();
        connection.close().await.unwrap();
    }
}

fn name_of(folder: &TempDir) -> String {
    folder.path().file_name().unwrap().to_str().unwrap().to_owned()
}

async fn connect(server: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(server);
    options.max_connections(1).sqlx_logging(false);
    Connection::connect(options).await.unwrap()
}

/// One of the places for PostgreSQL tests.
struct Place;

static PLACES: (Mutex<usize>, Condvar) = (Mutex::new(POSTGRES_PLACES), Condvar::new());

impl Place {
    fn take() -> Self {
        let left = PLACES.0.lock().unwrap_or_else(PoisonError::into_inner);
        *PLACES.1.wait_while(left, |left| *left == 0).unwrap_or_else(PoisonError::into_inner) -= 1;
        Self
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        *PLACES.0.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        PLACES.1.notify_one();
    }
}

/// While it lives, no password is hashed: all threads that could are busy. A request that hashes is then known by its waiting, on a machine
/// of any speed.
pub(crate) struct NoHashing(Vec<mpsc::Sender<()>>);

impl NoHashing {
    pub(crate) async fn begin() -> Self {
        let mut guards = Vec::new();
        for _ in 0..BLOCKING_THREADS {
            let (guard, end) = mpsc::channel::<()>();
            let (begun, has_begun) = tokio::sync::oneshot::channel();
            tokio::task::spawn_blocking(move || {
                let _ = begun.send(());
                // Ends when the guard is dropped.
                let _ = end.recv();
            });
            has_begun.await.unwrap();
            guards.push(guard);
        }
        Self(guards)
    }

    pub(crate) fn end(self) {
        drop(self.0);
    }
}
