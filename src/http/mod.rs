//! Requests and answers: the route table, the visit, forms, cookies, pages.
pub mod cookies;
pub mod form;
pub mod page;
pub mod router;
pub mod routes;
pub mod visit;
