//! How the operator appears in mails.

use domain::EmailAddress;

use super::user_text;

/// The operator's brand. Colours are `#rrggbb`; anything else is replaced by the product's own when a mail is made, as
/// are characters that have no place in a name.
#[derive(Debug, Clone)]
pub struct Brand {
    /// What the operator calls the installation.
    pub product: String,
    /// Ground of the button.
    pub colour: String,
    /// Text on `colour`.
    pub on_colour: String,
    /// Links on white.
    pub link_colour: String,
    /// Stands after "via" in the sender of invitations, and alone in that of all other mails.
    pub sender_name: String,
    /// One line.
    pub postal_address: Option<String>,
    pub support_email: Option<EmailAddress>,
}

impl Default for Brand {
    fn default() -> Self {
        Self {
            product: "Vestibule".to_owned(),
            colour: COLOUR.to_owned(),
            on_colour: ON_COLOUR.to_owned(),
            link_colour: LINK_COLOUR.to_owned(),
            sender_name: "Vestibule".to_owned(),
            postal_address: None,
            support_email: None,
        }
    }
}

const COLOUR: &str = "#0b5c6e";
const ON_COLOUR: &str = "#ffffff";
const LINK_COLOUR: &str = "#07566a";

/// Longest postal address, in characters.
const POSTAL_ADDRESS_MAX: usize = 300;

/// The brand as templates may use it.
#[derive(Debug)]
pub(super) struct SafeBrand<'a> {
    pub(super) product: String,
    pub(super) colour: &'a str,
    pub(super) on_colour: &'a str,
    pub(super) link_colour: &'a str,
    /// Product and postal address.
    pub(super) imprint: String,
    pub(super) support: Option<Mailto>,
}

/// An address as text and as the target of a link.
#[derive(Debug)]
pub(super) struct Mailto {
    pub(super) shown: String,
    pub(super) target: String,
}

impl Mailto {
    pub(super) fn new(address: &EmailAddress) -> Self {
        Self { shown: user_text::address(address), target: user_text::mailto(address) }
    }
}

impl<'a> SafeBrand<'a> {
    pub(super) fn new(brand: &'a Brand) -> Self {
        // A button is only readable when both of its colours are as they were checked together.
        let (colour, on_colour) = match (hex(&brand.colour), hex(&brand.on_colour)) {
            (Some(colour), Some(on_colour)) => (colour, on_colour),
            _ => (COLOUR, ON_COLOUR),
        };
        let product = user_text::name(&brand.product);
        let postal = brand.postal_address.as_deref().map(|p| user_text::line(p, POSTAL_ADDRESS_MAX)).filter(|p| !p.is_empty());
        Self {
            imprint: postal.map_or_else(|| product.clone(), |postal| format!("{product}, {postal}")),
            product,
            colour,
            on_colour,
            link_colour: hex(&brand.link_colour).unwrap_or(LINK_COLOUR),
            support: brand.support_email.as_ref().map(Mailto::new),
        }
    }
}

fn hex(colour: &str) -> Option<&str> {
    let digits = colour.strip_prefix('#')?;
    (digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit())).then_some(colour)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s24_a_colour_that_is_none_is_replaced_together_with_its_pair() {
        let brand = Brand { colour: "red;background:url(//evil)".to_owned(), on_colour: "#000000".to_owned(), ..Brand::default() };
        let safe = SafeBrand::new(&brand);
        assert_eq!((safe.colour, safe.on_colour), (COLOUR, ON_COLOUR));
        let brand =
            Brand { colour: "#FFCC00".to_owned(), on_colour: "#0c1011".to_owned(), link_colour: "#12345".to_owned(), ..Brand::default() };
        let safe = SafeBrand::new(&brand);
        assert_eq!((safe.colour, safe.on_colour, safe.link_colour), ("#FFCC00", "#0c1011", LINK_COLOUR));
    }
}
