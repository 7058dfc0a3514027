//! What a flow calls its buttons.

use domain::Language;
use domain::policy::Preset;

use super::{Text, texts};

texts! {
    Flow {
        invite_user: Text,
        invite_new_user: Text,
        add_user: Text,
        invite_several: Text,
        invite: Text,
        send_invite: Text,
        send_invitation: Text,
        sending: Text,
        pending_invites: Text,
    }
}

#[must_use]
pub fn texts(language: Language) -> &'static Flow {
    match language {
        Language::En => &EN,
        Language::De => &DE,
        Language::Es => &ES,
    }
}

impl Flow {
    /// The button that invites one person, and the title of its dialog.
    #[must_use]
    pub const fn button(&self, preset: Preset) -> Text {
        match preset {
            Preset::Permissions => self.invite_new_user,
            Preset::Directory => self.add_user,
            Preset::QuickInvite | Preset::AccessTypeAndNumbers | Preset::Roles => self.invite_user,
        }
    }

    /// The button that sends it.
    #[must_use]
    pub const fn send(&self, preset: Preset) -> Text {
        match preset {
            Preset::QuickInvite => self.invite,
            Preset::Permissions => self.send_invite,
            Preset::AccessTypeAndNumbers | Preset::Roles | Preset::Directory => self.send_invitation,
        }
    }
}

static EN: Flow = Flow {
    invite_user: "Invite user",
    invite_new_user: "Invite new user",
    add_user: "Add user",
    invite_several: "Invite several users",
    invite: "Invite",
    send_invite: "Send invite",
    send_invitation: "Send invitation",
    sending: "Sending...",
    pending_invites: "Pending invites",
};

static DE: Flow = Flow {
    invite_user: "Benutzer einladen",
    invite_new_user: "Neuen Benutzer einladen",
    add_user: "Benutzer hinzufügen",
    invite_several: "Mehrere Benutzer einladen",
    invite: "Einladen",
    send_invite: "Einladung senden",
    send_invitation: "Einladung senden",
    sending: "Wird gesendet ...",
    pending_invites: "Offene Einladungen",
};

static ES: Flow = Flow {
    invite_user: "Invitar usuario",
    invite_new_user: "Invitar nuevo usuario",
    add_user: "Añadir usuario",
    invite_several: "Invitar a varios usuarios",
    invite: "Invitar",
    send_invite: "Enviar invitación",
    send_invitation: "Enviar invitación",
    sending: "Enviando...",
    pending_invites: "Invitaciones pendientes",
};
