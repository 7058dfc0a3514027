use leptos::prelude::*;

use crate::api::page::leave_for;
use crate::api::session::GetStart;
use crate::calls::read;
use crate::layouts::ErrorPage;

/// `/` has no page of its own: it leads to where the reader starts.
#[component]
pub fn StartPage() -> impl IntoView {
    let start = read(|| Ok(GetStart {}));
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match start.await {
                    Ok(path) => {
                        leave_for(&path);
                        ().into_any()
                    }
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}
