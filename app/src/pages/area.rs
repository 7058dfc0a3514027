use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::api::account::{AreaInput, GetArea};
use crate::calls::read;
use crate::components::{Icon, Page, Reading};
use crate::i18n::{home, use_language};
use crate::layouts::use_account;

/// The door of one area of the operator's platform; the server opens it to who holds the permission.
#[component]
pub fn AreaPage() -> impl IntoView {
    let account = use_account();
    let params = use_params_map();
    let key = Memo::new(move |_| params.with(|params| params.get("area").unwrap_or_default()));
    let data = read(move || Ok(GetArea { form: AreaInput { c: account.number(), area: key.get() } }));
    let page = move |area: domain::views::Area| {
        let t = home::texts(use_language());
        view! {
            <Page title=area.name lede=area.description>
                <p>{t.area_detail}</p>
                <p>
                    <a class="tap" href=account.href("")>
                        <Icon name="chevron-left"/>
                        {t.back}
                    </a>
                </p>
            </Page>
        }
        .into_any()
    };
    view! { <Reading data view=page/> }
}
