//! Everything of one invitation.

use domain::Language;
use domain::invitation::InvitationEvent;

use super::{Text, texts};

texts! {
    Details {
        details: Text,
        name: Text,
        phone: Text,
        roles: Text,
        groups: Text,
        numbers: Text,
        invited_by: Text,
        sponsor: Text,
        sponsor_account: Text,
        invited_on: Text,
        open_until: Text,
        mail: Text,
        timeline: Text,
        by: Text,
        created: Text,
        resent: Text,
        link_copied: Text,
        edited: Text,
        reminded: Text,
        taken_over: Text,
        revoked: Text,
        accepted: Text,
        declined: Text,
        expired: Text,
        requested: Text,
        sponsor_lacks_rights: Text,
        mail_queued: Text,
        mail_sent: Text,
        mail_deferred: Text,
        mail_failed: Text,
        mail_cancelled: Text,
    }
}

#[must_use]
pub fn texts(language: Language) -> &'static Details {
    match language {
        Language::En => &EN,
        Language::De => &DE,
        Language::Es => &ES,
    }
}

impl Details {
    /// What happened.
    #[must_use]
    pub const fn event(&self, event: InvitationEvent) -> Text {
        match event {
            InvitationEvent::Created => self.created,
            InvitationEvent::Resent => self.resent,
            InvitationEvent::LinkCopied => self.link_copied,
            InvitationEvent::Edited => self.edited,
            InvitationEvent::Reminded => self.reminded,
            InvitationEvent::TakenOver => self.taken_over,
            InvitationEvent::Revoked => self.revoked,
            InvitationEvent::Accepted => self.accepted,
            InvitationEvent::Declined => self.declined,
            InvitationEvent::Expired => self.expired,
            InvitationEvent::Requested => self.requested,
            InvitationEvent::SponsorLacksRights => self.sponsor_lacks_rights,
            InvitationEvent::MailQueued => self.mail_queued,
            InvitationEvent::MailSent => self.mail_sent,
            InvitationEvent::MailDeferred => self.mail_deferred,
            InvitationEvent::MailFailed => self.mail_failed,
            InvitationEvent::MailCancelled => self.mail_cancelled,
        }
    }
}

static EN: Details = Details {
    details: "Details",
    name: "Name",
    phone: "Phone number",
    roles: "Roles",
    groups: "Groups",
    numbers: "Numbers",
    invited_by: "Invited by",
    sponsor: "Sponsor",
    sponsor_account: "the account",
    invited_on: "Invited",
    open_until: "Open until",
    mail: "Mail",
    timeline: "Timeline",
    by: "by {name}",
    created: "Invited",
    resent: "Sent again",
    link_copied: "Link copied",
    edited: "Changed",
    reminded: "Reminder sent off",
    taken_over: "Taken over",
    revoked: "Deleted",
    accepted: "Accepted",
    declined: "Declined",
    expired: "Expired",
    requested: "A new invitation was asked for",
    sponsor_lacks_rights: "Accepting was refused: the sponsor may not grant this any more",
    mail_queued: "Mail queued",
    mail_sent: "Mail sent",
    mail_deferred: "Mail deferred; next try",
    mail_failed: "Mail failed",
    mail_cancelled: "Mail cancelled",
};

static DE: Details = Details {
    details: "Details",
    name: "Name",
    phone: "Telefonnummer",
    roles: "Rollen",
    groups: "Gruppen",
    numbers: "Rufnummern",
    invited_by: "Eingeladen von",
    sponsor: "Verantwortlich",
    sponsor_account: "das Konto",
    invited_on: "Eingeladen",
    open_until: "Offen bis",
    mail: "E-Mail",
    timeline: "Verlauf",
    by: "von {name}",
    created: "Eingeladen",
    resent: "Erneut gesendet",
    link_copied: "Link kopiert",
    edited: "Geändert",
    reminded: "Erinnert",
    taken_over: "Übernommen",
    revoked: "Gelöscht",
    accepted: "Angenommen",
    declined: "Abgelehnt",
    expired: "Abgelaufen",
    requested: "Eine neue Einladung wurde erbeten",
    sponsor_lacks_rights: "Annehmen verweigert: Wer verantwortlich ist, darf dies nicht mehr vergeben",
    mail_queued: "E-Mail in der Warteschlange",
    mail_sent: "E-Mail gesendet",
    mail_deferred: "E-Mail zurückgestellt; nächster Versuch",
    mail_failed: "E-Mail fehlgeschlagen",
    mail_cancelled: "E-Mail abgebrochen",
};

static ES: Details = Details {
    details: "Detalles",
    name: "Nombre",
    phone: "Número de teléfono",
    roles: "Roles",
    groups: "Grupos",
    numbers: "Números",
    invited_by: "Invitado por",
    sponsor: "Responsable",
    sponsor_account: "la cuenta",
    invited_on: "Invitado",
    open_until: "Abierta hasta",
    mail: "Correo",
    timeline: "Cronología",
    by: "por {name}",
    created: "Invitación creada",
    resent: "Enviada de nuevo",
    link_copied: "Enlace copiado",
    edited: "Cambiada",
    reminded: "Recordatorio enviado",
    taken_over: "Asumida",
    revoked: "Borrada",
    accepted: "Aceptada",
    declined: "Rechazada",
    expired: "Caducada",
    requested: "Se pidió una invitación nueva",
    sponsor_lacks_rights: "No se pudo aceptar: quien responde por ella ya no puede dar esto",
    mail_queued: "Correo en cola",
    mail_sent: "Correo enviado",
    mail_deferred: "Correo aplazado; próximo intento",
    mail_failed: "El correo falló",
    mail_cancelled: "Correo cancelado",
};
