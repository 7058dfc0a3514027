//! A process of `vestibule`, and what it runs on.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Instant;

use backend::Services;
use backend::context::Caller;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};
use server::config::{Config, Settings};
use server::start;
use tempfile::TempDir;

use crate::delivery::{PATIENCE, Relay};
use crate::support::{ACME, Engine, OPERATOR, PASSWORD, World, customer, installation, of_role, visitor};

/// Where people reach it. The port is only a name: clients of the tests know the real one, and ask for this one.
pub(crate) const PUBLIC_URL: &str = "http://127.0.0.1:3000";

/// A data folder, and the variables that go with it.
pub(crate) struct Installation {
    folder: TempDir,
    variables: Vec<(String, String)>,
}

impl Installation {
    pub(crate) fn new() -> Self {
        let folder = tempfile::Builder::new().prefix("vestibule_it_").tempdir().unwrap();
        let data = folder.path().join("data").display().to_string();
        let variables = [("DATA_DIR", data.as_str()), ("PUBLIC_URL", PUBLIC_URL), ("LISTEN", "127.0.0.1:0"), ("LOG", "text,info")];
        let installation = Self { variables: Vec::new(), folder };
        variables.into_iter().fold(installation, |all, (name, value)| all.with(name, value))
    }

    pub(crate) fn by_relay(relay: &Relay) -> Self {
        Self::new().with("SMTP_URL", &relay.url("")).with("MAIL_FROM", "no-reply@vestibule.example")
    }

    /// Over a relay and an engine: a SQLite file of its own, or the PostgreSQL database of `world`, in which nobody is yet.
    pub(crate) fn on(world: &World, relay: &Relay) -> Self {
        let place = Self::by_relay(relay);
        if world.engine == Engine::Sqlite {
            return place;
        }
        place.with("DATABASE_URL", &world.url).with("SECRET_KEY", &"07".repeat(32))
    }

    /// Sets `VESTIBULE_NAME`.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        let name = format!("VESTIBULE_{name}");
        self.variables.retain(|variable| variable.0 != name);
        self.variables.push((name, value.to_owned()));
        self
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The program with these arguments, not started yet.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vestibule"));
        command.args(arguments).env_clear().envs(self.variables.iter().cloned()).current_dir(self.folder.path());
        command
    }

    /// Runs a command to its end: exit code, standard output, standard error.
    pub(crate) fn run(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        let output = self.command(arguments).stdin(Stdio::null()).output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    }

    /// Starts `vestibule serve` and waits until it listens.
    pub(crate) fn serve(&self) -> Program {
        let program = Program::start(self.command(&["serve"]));
        program.ready()
    }

    fn variable(&self, name: &str) -> Option<String> {
        self.variables.iter().find(|v| v.0 == format!("VESTIBULE_{name}")).map(|v| v.1.clone())
    }

    /// The services of this process over its data; no program may run meanwhile that keeps them.
    pub(crate) async fn services(&self) -> Arc<Services> {
        let value = |name| self.variable(name);
        let settings = Settings {
            data_dir: value("DATA_DIR").unwrap(),
            database_url: value("DATABASE_URL"),
            public_url: value("PUBLIC_URL"),
            secret_key: value("SECRET_KEY"),
            ..Settings::default()
        };
        start::open(&Config::read(&settings).unwrap(), false).await.unwrap()
    }

    /// An operator and a customer; gives the login of the operator's administrator.
    pub(crate) async fn set_up(&self, services: &Services) -> Caller {
        services.set_up_from_terminal(installation()).await.unwrap();
        let session = services.login(&visitor(1), OPERATOR, PASSWORD).await.unwrap();
        let caller = services.caller(Some(session.token.expose()), visitor(1)).await.unwrap();
        services.create_customer(&caller, customer(ACME, "Acme")).await.unwrap();
        caller
    }

    /// Its database, while no program runs on it.
    pub(crate) async fn database(&self) -> DatabaseConnection {
        let file = || format!("sqlite:{}?mode=rw", self.data().join("vestibule.db").display());
        let mut options = ConnectOptions::new(self.variable("DATABASE_URL").unwrap_or_else(file));
        options.max_connections(1).sqlx_logging(false);
        Database::connect(options).await.unwrap()
    }

    /// As if the time of all leases had passed.
    pub(crate) async fn end_leases(&self) {
        let database = self.database().await;
        database.execute_unprepared("UPDATE outbox SET lease_until = 0 WHERE status = 'sending'").await.unwrap();
        database.close().await.unwrap();
    }
}

/// Who is invited into the customer of an [`Installation`].
pub(crate) async fn invite(services: &Services, caller: &Caller, email: &str) {
    let options = services.invite_options(caller, ACME).await.unwrap();
    let role = options.offer.roles.iter().find(|role| role.name == "Standard User").unwrap().id;
    services.invite_one(caller, ACME, email, &of_role(role)).await.unwrap();
}

/// A running program. Killed when it is dropped.
pub(crate) struct Program {
    child: Child,
    lines: Receiver<String>,
    said: Mutex<VecDeque<String>>,
    complaints: Arc<Mutex<String>>,
    pub address: SocketAddr,
}

impl Program {
    pub(crate) fn start(mut command: Command) -> Self {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (tell, lines) = channel();
        let output = BufReader::new(child.stdout.take().unwrap());
        thread::spawn(move || output.lines().map_while(Result::ok).try_for_each(|line| tell.send(line)));
        let (mut errors, complaints) = (child.stderr.take().unwrap(), Arc::new(Mutex::new(String::new())));
        let heard = complaints.clone();
        thread::spawn(move || {
            let mut text = String::new();
            let _ = errors.read_to_string(&mut text);
            heard.lock().unwrap().push_str(&text);
        });
        Self { child, lines, said: Mutex::default(), complaints, address: SocketAddr::from(([127, 0, 0, 1], 0)) }
    }

    /// Waits until it listens.
    pub(crate) fn ready(mut self) -> Self {
        let line = self.until_it_says("listening on http://");
        self.address = line.rsplit('/').next().unwrap().parse().unwrap();
        self
    }

    /// Waits for a line with this in it; gives the line.
    pub(crate) fn until_it_says(&self, text: &str) -> String {
        let begun = Instant::now();
        loop {
            let left = PATIENCE.saturating_sub(begun.elapsed());
            match self.lines.recv_timeout(left) {
                Ok(line) => {
                    self.said.lock().unwrap().push_back(line.clone());
                    if line.contains(text) {
                        return line;
                    }
                }
                Err(RecvTimeoutError::Timeout) => panic!("it never says {text:?}; it said {:#?}", self.said()),
                Err(RecvTimeoutError::Disconnected) => {
                    panic!("it ended without saying {text:?}; it said {:#?} {}", self.said(), self.complaints.lock().unwrap())
                }
            }
        }
    }

    /// All lines so far.
    pub(crate) fn said(&self) -> Vec<String> {
        let mut said = self.said.lock().unwrap();
        said.extend(self.lines.try_iter());
        said.iter().cloned().collect()
    }

    pub(crate) fn terminate(&self) {
        let done = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(done.success());
    }

    /// `kill -9`.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Waits for its end.
    pub(crate) fn wait(&mut self) -> ExitStatus {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(begun.elapsed() < PATIENCE, "it does not end; it said {:#?}", self.said());
            thread::sleep(std::time::Duration::from_millis(20));
        }
    }

    /// What it wrote to standard error, once it has ended.
    pub(crate) fn complaints(&self) -> String {
        self.complaints.lock().unwrap().clone()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The permissions of a file.
pub(crate) fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())).permissions().mode() & 0o777
}
