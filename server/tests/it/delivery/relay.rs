//! A mail relay on loopback: a small real SMTP server that takes mails, and can be told to behave otherwise.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use backend::mail::{SmtpConfig, Transport};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpSocket, TcpStream};
use tokio::sync::{Notify, watch};

use super::letter::Letter;

/// Far longer than anything takes; a test that waits for it has failed.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// What the relay does in place of what it usually does.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    /// These lines.
    Say(&'static str),
    /// Exactly these octets.
    Raw(Vec<u8>),
    Close,
    /// Nothing before the gate is opened; then this, or the usual.
    Hold(Gate, Option<&'static str>),
}

/// Keeps the relay silent until it is opened.
#[derive(Clone, Debug)]
pub(crate) struct Gate(Arc<watch::Sender<bool>>);

impl Gate {
    pub(crate) fn closed() -> Self {
        Self(Arc::new(watch::Sender::new(false)))
    }

    pub(crate) fn open(&self) {
        self.0.send_replace(true);
    }

    async fn pass(&self) {
        self.0.subscribe().wait_for(|open| *open).await.unwrap();
    }
}

/// A point in the dialogue: `CONNECT` for the greeting, the verb of a command, `.` for the end of the content.
type Step = &'static str;

struct Rule {
    step: Step,
    /// Is for mails to addresses with this in them; empty for all, and for the steps before `RCPT`.
    to: String,
    act: Act,
    once: bool,
}

/// One content that came to its end.
#[derive(Clone)]
pub(crate) struct Received {
    pub to: String,
    pub content: Vec<u8>,
    /// Answered with 250.
    pub taken: bool,
}

#[derive(Default)]
struct State {
    rules: Vec<Rule>,
    received: Vec<Received>,
    steps: HashMap<String, usize>,
    /// Connections that wait at a gate now, by step.
    held: HashMap<Step, usize>,
}

#[derive(Clone)]
pub(crate) struct Relay {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    changed: Arc<Notify>,
    socket: Arc<Mutex<Option<TcpSocket>>>,
}

impl Relay {
    /// Has its port, but refuses every connection until it is [`up`](Self::up).
    pub(crate) fn down() -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let address = socket.local_addr().unwrap();
        Self { address, state: Arc::default(), changed: Arc::default(), socket: Arc::new(Mutex::new(Some(socket))) }
    }

    pub(crate) fn start() -> Self {
        let relay = Self::down();
        relay.up();
        relay
    }

    pub(crate) fn up(&self) {
        let socket = self.socket.lock().unwrap().take().expect("it is down");
        let (relay, listener) = (self.clone(), socket.listen(64).unwrap());
        tokio::spawn(async move {
            while let Ok((tcp, _)) = listener.accept().await {
                let relay = relay.clone();
                tokio::spawn(async move { relay.serve(tcp).await });
            }
        });
    }

    /// As `VESTIBULE_SMTP_URL`, with `before` as in `user:password@`.
    pub(crate) fn url(&self, before: &str) -> String {
        format!("smtp://{before}{}?tls=none", self.address)
    }

    pub(crate) fn transport(&self) -> Transport {
        self.transport_for("")
    }

    pub(crate) fn transport_for(&self, before: &str) -> Transport {
        Transport::Smtp(self.url(before).parse::<SmtpConfig>().unwrap())
    }

    /// From now on, the first rule that fits counts.
    pub(crate) fn always(&self, step: Step, to: &str, act: Act) {
        self.add(Rule { step, to: to.to_owned(), act, once: false });
    }

    /// The next time.
    pub(crate) fn once(&self, step: Step, to: &str, act: Act) {
        self.add(Rule { step, to: to.to_owned(), act, once: true });
    }

    /// Holds every mail to such addresses at a step.
    pub(crate) fn hold(&self, step: Step, to: &str) -> Gate {
        let gate = Gate::closed();
        self.always(step, to, Act::Hold(gate.clone(), None));
        gate
    }

    /// Behaves as it should again; what waits at a gate waits on.
    pub(crate) fn recover(&self) {
        self.state().rules.clear();
    }

    /// Contents answered with 250, in their order.
    pub(crate) fn taken(&self) -> Vec<Letter> {
        self.received().iter().filter(|mail| mail.taken).map(Letter::read).collect()
    }

    pub(crate) fn taken_for(&self, to: &str) -> Vec<Letter> {
        self.taken().into_iter().filter(|mail| mail.envelope_to == to).collect()
    }

    /// All contents that came to their end, whatever was answered.
    pub(crate) fn received(&self) -> Vec<Received> {
        self.state().received.clone()
    }

    /// How often a step was reached, over all connections.
    pub(crate) fn times(&self, step: &str) -> usize {
        self.state().steps.get(step).copied().unwrap_or_default()
    }

    /// How many connections wait at a step.
    pub(crate) fn held(&self, step: &str) -> usize {
        self.state().held.get(step).copied().unwrap_or_default()
    }

    /// Waits until something is so; it is looked at whenever the relay has heard or said something.
    pub(crate) async fn until(&self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let waiting = async {
            loop {
                let changed = self.changed.notified();
                tokio::pin!(changed);
                changed.as_mut().enable();
                if is_so(self) {
                    return;
                }
                changed.await;
            }
        };
        let came = tokio::time::timeout(PATIENCE, waiting).await.is_ok();
        assert!(came, "the relay waits in vain for: {what}; heard: {:?}", self.state().steps);
    }

    fn add(&self, rule: Rule) {
        self.state().rules.push(rule);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn serve(&self, tcp: TcpStream) -> Option<()> {
        let mut stream = BufReader::new(tcp);
        let mut to = String::new();
        self.answer(&mut stream, "CONNECT", "").await?;
        loop {
            let line = String::from_utf8(read_line(&mut stream).await?).ok()?;
            let line = line.trim_end();
            let verb = line.split(' ').next().unwrap_or_default().to_ascii_uppercase();
            if verb == "MAIL" || verb == "RSET" {
                to.clear();
            }
            if let Some((_, rest)) = line.split_once("TO:<").filter(|_| verb == "RCPT") {
                rest.split('>').next().unwrap_or_default().clone_into(&mut to);
            }
            let answer = self.answer(&mut stream, &verb, &to).await?;
            if verb == "QUIT" {
                return None;
            }
            if verb == "DATA" && answer.starts_with("354") {
                self.take(&mut stream, &to).await?;
            }
        }
    }

    async fn take(&self, stream: &mut BufReader<TcpStream>, to: &str) -> Option<()> {
        let mut content = Vec::new();
        loop {
            let line = read_line(stream).await?;
            if line == b".\r\n" {
                break;
            }
            content.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
        }
        let place = {
            let mut state = self.state();
            state.received.push(Received { to: to.to_owned(), content, taken: false });
            state.received.len() - 1
        };
        let answer = self.answer(stream, ".", to).await?;
        self.state().received[place].taken = answer.starts_with("250");
        self.changed.notify_waiters();
        Some(())
    }

    /// What was said; nothing when the connection is over.
    async fn answer(&self, stream: &mut BufReader<TcpStream>, step: &str, to: &str) -> Option<String> {
        let act = self.begin(step, to);
        let octets = match act {
            Some(Act::Say(lines)) => format!("{lines}\r\n").into_bytes(),
            Some(Act::Raw(octets)) => octets,
            Some(Act::Close) => return None,
            Some(Act::Hold(gate, then)) => {
                self.wait_at(&gate, step).await;
                format!("{}\r\n", then.unwrap_or_else(|| usual(step))).into_bytes()
            }
            None => format!("{}\r\n", usual(step)).into_bytes(),
        };
        stream.write_all(&octets).await.ok()?;
        Some(String::from_utf8_lossy(&octets).into_owned())
    }

    fn begin(&self, step: &str, to: &str) -> Option<Act> {
        let act = {
            let mut state = self.state();
            *state.steps.entry(step.to_owned()).or_default() += 1;
            let found = state.rules.iter().position(|rule| rule.step == step && to.contains(&rule.to));
            found.map(|at| if state.rules[at].once { state.rules.remove(at).act } else { state.rules[at].act.clone() })
        };
        self.changed.notify_waiters();
        act
    }

    async fn wait_at(&self, gate: &Gate, step: &str) {
        let step = STEPS.iter().copied().find(|known| *known == step).expect("a step");
        *self.state().held.entry(step).or_default() += 1;
        self.changed.notify_waiters();
        gate.pass().await;
        *self.state().held.entry(step).or_default() -= 1;
    }
}

const STEPS: [Step; 9] = ["CONNECT", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", ".", "RSET", "QUIT"];

fn usual(step: &str) -> &'static str {
    match step {
        "CONNECT" => "220 relay.example ESMTP",
        "EHLO" => "250-relay.example\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 AUTH PLAIN",
        "AUTH" => "235 2.7.0 Authentication successful",
        "DATA" => "354 End data with <CR><LF>.<CR><LF>",
        "." => "250 2.0.0 Ok: queued",
        "QUIT" => "221 2.0.0 Bye",
        _ => "250 2.1.0 Ok",
    }
}

async fn read_line(stream: &mut BufReader<TcpStream>) -> Option<Vec<u8>> {
    let mut line = Vec::new();
    let read = stream.read_until(b'\n', &mut line).await.ok()?;
    (read > 0).then_some(line)
}
