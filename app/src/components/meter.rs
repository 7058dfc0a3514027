use leptos::prelude::*;

/// What a part of a bar means; what it looks like stands in `style/_states.scss`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Used,
    /// What is about to be used.
    Now,
    Waiting,
    Bad,
}

impl Part {
    const fn class(self) -> &'static str {
        match self {
            Self::Used => "used",
            Self::Now => "now",
            Self::Waiting => "wait",
            Self::Bad => "bad",
        }
    }
}

/// Values of one whole as a bar, below the same values in words. An SVG, since the content security policy allows no inline style.
#[component]
pub fn Meter(
    /// The values in words.
    #[prop(into)]
    words: ViewFn,
    /// What else there is to say, to their right.
    #[prop(into)]
    remark: ViewFn,
    /// The values for who cannot see the bar.
    #[prop(into)]
    label: Signal<String>,
    #[prop(into)] total: Signal<u32>,
    /// In the order in which they stand in the bar.
    #[prop(into)]
    parts: Signal<Vec<(Part, u32)>>,
) -> impl IntoView {
    let bars = move || {
        let total = total.get().max(1);
        let rects = parts.with(|parts| rects(parts, total));
        let rects = rects
            .into_iter()
            .map(|(part, from, width)| view! { <rect class=part.class() x=format!("{from:.3}") width=format!("{width:.3}") height="1"/> });
        view! {
            <svg
                class="bar"
                viewBox=format!("0 0 {total} 1")
                preserveAspectRatio="none"
                role="img"
                aria-label=label.get()
            >
                {rects.collect_view()}
            </svg>
        }
    };
    view! {
        <div class="meter">
            <div class="row">
                <span>{move || words.run()}</span>
                <span class="muted">{move || remark.run()}</span>
            </div>
            {bars}
        </div>
    }
}

/// Where each part begins, and how wide it is. Parts keep a gap between them, and none leaves the bar.
fn rects(parts: &[(Part, u32)], total: u32) -> Vec<(Part, f64, f64)> {
    let whole = f64::from(total);
    let gap = whole / 200.0;
    let mut from = 0.0;
    let mut rects = Vec::new();
    for (part, value) in parts {
        let width = f64::from(*value).min(whole - from);
        if width > 0.0 {
            let start = if rects.is_empty() { from } else { from + gap };
            rects.push((*part, start, (width - (start - from)).max(gap)));
            from += width;
        }
    }
    rects
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(parts: &[(Part, u32)], total: u32) -> Vec<(f64, f64)> {
        rects(parts, total).into_iter().map(|(_, from, width)| (from, from + width)).collect()
    }

    #[test]
    fn parts_stand_one_after_the_other_and_stay_inside() {
        assert_eq!(spans(&[(Part::Used, 100), (Part::Now, 50)], 200), [(0.0, 100.0), (101.0, 150.0)]);
        assert_eq!(spans(&[(Part::Used, 0), (Part::Now, 50)], 200), [(0.0, 50.0)]);
        assert_eq!(spans(&[(Part::Used, 150), (Part::Now, 500)], 200), [(0.0, 150.0), (151.0, 200.0)]);
        assert_eq!(spans(&[(Part::Used, 200), (Part::Now, 5)], 200), [(0.0, 200.0)]);
    }
}
