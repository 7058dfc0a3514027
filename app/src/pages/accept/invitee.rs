use domain::views::OpenInvitation;
use leptos::prelude::*;
use server_fn::ServerFn;

use super::bullets::Bullets;
use super::frame::{Join, TokenField, Unexpected};
use super::words::{sentence, strong_address};
use crate::api::ApiError;
use crate::api::accept::{Accept, Decline};
use crate::components::{PlainForm, Problems, SubmitButton};
use crate::i18n::{accept, use_language};

/// For who is signed in with the invited address: one click is enough.
#[component]
pub(super) fn Invitee(token: String, open: OpenInvitation, email: String, refused: Option<ApiError>) -> impl IntoView {
    let t = accept::texts(use_language());
    let channel = open.channel;
    let (accepted, declined) = (token.clone(), token.clone());
    let signed_in = sentence(t.signed_in, |_| strong_address(&email));
    view! {
        <Join open=open.clone()>
            <Bullets open/>
            <p class="muted">{signed_in}</p>
            <Problems error=refused/>
            <div class="actions">
                <PlainForm action=Accept::url() class="only-button">
                    <TokenField token=accepted/>
                    <SubmitButton label=t.accept busy=t.accepting/>
                </PlainForm>
                <PlainForm action=Decline::url() class="only-button">
                    <TokenField token=declined/>
                    <SubmitButton label=t.decline busy=t.declining class="btn"/>
                </PlainForm>
            </div>
            <Unexpected token channel/>
        </Join>
    }
}
