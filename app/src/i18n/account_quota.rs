//! What is left of the invitations of a whole account, where that is less than the inviter's own.

use domain::Language;

use super::{Text, texts};

texts! {
    AccountQuota {
        /// As [`super::wizard::Wizard::left_today`] and `uses_today`.
        meter: Text,
        uses: Text,
        left_today: Text,
        none_left: Text,
        over_detail: Text,
        none_left_detail: Text,
    }
}

#[must_use]
pub fn texts(language: Language) -> &'static AccountQuota {
    match language {
        Language::En => &EN,
        Language::De => &DE,
        Language::Es => &ES,
    }
}

static EN: AccountQuota = AccountQuota {
    meter: "{left} invitations of this account left today",
    uses: "{left} invitations of this account left today",
    left_today: "{left} of {limit} invitations of this account left today.",
    none_left: "The {limit} invitations of this account for today are used up. There are new ones from {time}.",
    over_detail: "{left} of the {limit} invitations of this account are left: others have used theirs. Nothing has been sent. Send the first {left} of this list now, and the other {rest} wait in a list of their own.",
    none_left_detail: "The {limit} invitations of this account for today are used. This list is kept for 7 days, so you can submit it when there are some again.",
};

static DE: AccountQuota = AccountQuota {
    meter: "Heute noch {left} Einladungen dieses Kontos übrig",
    uses: "{left} heute übrigen Einladungen dieses Kontos",
    left_today: "Heute noch {left} von {limit} Einladungen dieses Kontos.",
    none_left: "Die {limit} Einladungen dieses Kontos für heute sind verbraucht. Neue gibt es ab {time}.",
    over_detail: "{left} der {limit} Einladungen dieses Kontos sind übrig: Andere haben ihre verwendet. Es wurde nichts gesendet. Senden Sie jetzt die ersten {left} dieser Liste, und die anderen {rest} warten in einer eigenen Liste.",
    none_left_detail: "Die {limit} Einladungen dieses Kontos für heute sind verbraucht. Diese Liste bleibt 7 Tage erhalten, sodass Sie sie absenden können, wenn es wieder welche gibt.",
};

static ES: AccountQuota = AccountQuota {
    meter: "Hoy quedan {left} invitaciones de esta cuenta",
    uses: "{left} invitaciones que quedan hoy en esta cuenta",
    left_today: "Hoy quedan {left} de {limit} invitaciones de esta cuenta.",
    none_left: "Las {limit} invitaciones de esta cuenta para hoy se han agotado. Habrá nuevas a partir del {time}.",
    over_detail: "Quedan {left} de las {limit} invitaciones de esta cuenta: otras personas han usado las suyas. No se ha enviado nada. Envía ahora las primeras {left} de esta lista, y las otras {rest} esperan en una lista propia.",
    none_left_detail: "Las {limit} invitaciones de esta cuenta para hoy se han usado. Esta lista se guarda 7 días, así que puedes enviarla cuando vuelva a haber.",
};
