//! Requests and answers: the route table, the visit, who asks, forms and their keys, cookies, pages, files, errors.
pub mod closed;
pub mod cookies;
pub mod download;
pub mod error;
pub mod faces;
pub mod form;
pub mod headers;
pub mod identity;
pub mod key;
pub mod origin;
pub mod page;
pub mod pairs;
pub mod replay;
pub mod router;
pub mod routes;
pub mod upload;
pub mod visit;
