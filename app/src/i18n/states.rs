//! The three lives in words.

use domain::Language;
use domain::invitation::{CancelReason, Delivery, InvitationStatus};
use domain::membership::{AccountStatus, MembershipStatus};

use super::{Text, texts};

texts! {
    States {
        pending: Text,
        accepted: Text,
        declined: Text,
        revoked: Text,
        expired: Text,
        queued: Text,
        /// `{time}` is when it was queued.
        queued_at: Text,
        sending: Text,
        sending_at: Text,
        sent: Text,
        /// Never "delivered": the mail server took it, no more is known.
        sent_at: Text,
        deferred: Text,
        deferred_at: Text,
        failed: Text,
        failed_at: Text,
        cancelled: Text,
        cancelled_at: Text,
        superseded: Text,
        ended: Text,
        account_not_active: Text,
        suppressed: Text,
        out_of_date: Text,
        active: Text,
        suspended: Text,
        left: Text,
        removed: Text,
        closed: Text,
        no_rights: Text,
        no_administrator: Text,
    }
}

#[must_use]
pub fn texts(language: Language) -> &'static States {
    match language {
        Language::En => &EN,
        Language::De => &DE,
        Language::Es => &ES,
    }
}

impl States {
    #[must_use]
    pub const fn invitation(&self, status: InvitationStatus) -> Text {
        match status {
            InvitationStatus::Pending => self.pending,
            InvitationStatus::Accepted => self.accepted,
            InvitationStatus::Declined => self.declined,
            InvitationStatus::Revoked => self.revoked,
            InvitationStatus::Expired => self.expired,
        }
    }

    /// The word, and the template of the line below it.
    #[must_use]
    pub const fn delivery(&self, status: Delivery) -> (Text, Text) {
        match status {
            Delivery::Queued => (self.queued, self.queued_at),
            Delivery::Sending => (self.sending, self.sending_at),
            Delivery::Sent => (self.sent, self.sent_at),
            Delivery::Deferred => (self.deferred, self.deferred_at),
            Delivery::Failed => (self.failed, self.failed_at),
            Delivery::Cancelled => (self.cancelled, self.cancelled_at),
        }
    }

    /// Why a mail was stopped before it left.
    #[must_use]
    pub const fn cancel_reason(&self, reason: CancelReason) -> Text {
        match reason {
            CancelReason::Superseded => self.superseded,
            CancelReason::Ended => self.ended,
            CancelReason::AccountNotActive => self.account_not_active,
            CancelReason::Suppressed => self.suppressed,
            CancelReason::OutOfDate => self.out_of_date,
        }
    }

    #[must_use]
    pub const fn membership(&self, status: MembershipStatus) -> Text {
        match status {
            MembershipStatus::Active => self.active,
            MembershipStatus::Suspended => self.suspended,
            MembershipStatus::Left => self.left,
            MembershipStatus::Removed => self.removed,
        }
    }

    #[must_use]
    pub const fn account(&self, status: AccountStatus) -> Text {
        match status {
            AccountStatus::Active => self.active,
            AccountStatus::Suspended => self.suspended,
            AccountStatus::Closed => self.closed,
        }
    }
}

static EN: States = States {
    pending: "Pending",
    accepted: "Accepted",
    declined: "Declined",
    revoked: "Revoked",
    expired: "Expired",
    queued: "Queued",
    queued_at: "{time}",
    sending: "Sending",
    sending_at: "queued {time}",
    sent: "Sent",
    sent_at: "{time}, the mail server took it",
    deferred: "Deferred",
    deferred_at: "tries again {time}",
    failed: "Failed",
    failed_at: "{time}",
    cancelled: "Cancelled",
    cancelled_at: "{time}, before it was sent",
    superseded: "A newer mail took its place.",
    ended: "The invitation had ended.",
    account_not_active: "The account was suspended or closed.",
    suppressed: "The recipient asked not to be written to.",
    out_of_date: "Its link had been used or had run out.",
    active: "Active",
    suspended: "Suspended",
    left: "Left",
    removed: "Removed",
    closed: "Closed",
    no_rights: "no rights yet",
    no_administrator: "No administrator yet",
};

static DE: States = States {
    pending: "Offen",
    accepted: "Angenommen",
    declined: "Abgelehnt",
    revoked: "Widerrufen",
    expired: "Abgelaufen",
    queued: "Wartet",
    queued_at: "{time}",
    sending: "Wird gesendet",
    sending_at: "eingereiht {time}",
    sent: "Gesendet",
    sent_at: "{time}, vom Mailserver angenommen",
    deferred: "Aufgeschoben",
    deferred_at: "nächster Versuch {time}",
    failed: "Fehlgeschlagen",
    failed_at: "{time}",
    cancelled: "Abgebrochen",
    cancelled_at: "{time}, vor dem Senden",
    superseded: "Eine neuere E-Mail trat an ihre Stelle.",
    ended: "Die Einladung war beendet.",
    account_not_active: "Das Konto war gesperrt oder geschlossen.",
    suppressed: "Der Empfänger möchte nicht angeschrieben werden.",
    out_of_date: "Ihr Link war benutzt oder abgelaufen.",
    active: "Aktiv",
    suspended: "Gesperrt",
    left: "Ausgetreten",
    removed: "Entfernt",
    closed: "Geschlossen",
    no_rights: "noch keine Rechte",
    no_administrator: "Noch kein Administrator",
};

static ES: States = States {
    pending: "Pendiente",
    accepted: "Aceptada",
    declined: "Rechazada",
    revoked: "Revocada",
    expired: "Caducada",
    queued: "En cola",
    queued_at: "{time}",
    sending: "Enviando",
    sending_at: "en cola {time}",
    sent: "Enviada",
    sent_at: "{time}, el servidor de correo la aceptó",
    deferred: "Aplazada",
    deferred_at: "nuevo intento {time}",
    failed: "Fallida",
    failed_at: "{time}",
    cancelled: "Cancelada",
    cancelled_at: "{time}, antes de enviarse",
    superseded: "Un correo más nuevo ocupó su lugar.",
    ended: "La invitación había terminado.",
    account_not_active: "La cuenta estaba suspendida o cerrada.",
    suppressed: "El destinatario pidió que no se le escriba.",
    out_of_date: "Su enlace ya se había usado o había caducado.",
    active: "Activo",
    suspended: "Suspendido",
    left: "Se fue",
    removed: "Eliminado",
    closed: "Cerrado",
    no_rights: "aún sin permisos",
    no_administrator: "Aún sin administrador",
};
