//! What a server answered, as articles: which form it is, where it was, and when it was fetched.

use super::{Form, Imported, Input};
use crate::article::Date;
use crate::diagnostic::Diagnostic;
use crate::fetch::Page;

/// Reads a page that was fetched on a day. Where it is and that day are recorded, where the page does not say better.
/// `form` is what the user says it is.
///
/// # Errors
///
/// A sentence that says why this is no article.
pub fn read(page: &Page, form: Option<Form>, today: &Date) -> Result<Vec<Imported>, Diagnostic> {
    let form = form.map_or_else(|| form_of(page), Ok)?;
    let input = Input { bytes: &page.bytes, charset: page.charset.as_deref(), address: Some(&page.address) };
    let mut read = form.read(input)?;
    for Imported { article, .. } in &mut read {
        article.accessed = Some(today.clone());
        if article.url.is_none() && form != Form::Feed {
            article.url = Some(page.address.as_str().into());
        }
    }
    Ok(read)
}

/// The form of an answer. What the server says is heard where the bytes look like text at all.
fn form_of(page: &Page) -> Result<Form, Diagnostic> {
    let named = page.media_type.as_deref();
    let sniffed = Form::sniff(&page.bytes);
    let is_text = named.is_none_or(|name| name.starts_with("text/") || name == "application/octet-stream");
    let told = named.and_then(Form::of_media_type).or(sniffed.filter(|_| is_text)).filter(|_| sniffed.is_some());
    told.ok_or_else(|| {
        let named = named.filter(|_| sniffed.is_some() || !is_text);
        let why = named.map_or_else(|| "this is no text".to_owned(), |what| format!("this is no article but {what}"));
        Diagnostic::error("unreadable", 0..0, &why)
    })
}
