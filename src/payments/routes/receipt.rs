//! `/receipts`: the receipt of a payment as a PDF.
use crate::{
    error::{Error, Result},
    http::{download::Wanted, routes::Id, visit::Visit},
    kit::ids::{EventId, PaymentId},
    payments::{Received, paper, queries},
    users::Visitor,
};
use axum::response::Response;

/// `GET /receipts/{id}`: the receipt. Downloading it is recorded.
pub async fn download(visit: Visit, Id(id): Id<PaymentId>, wanted: Wanted) -> Result<Response> {
    let scope = &visit.scope;
    let event = wanted.is_get().then(|| EventId::new(scope.now, &visit.chance()));
    let downloaded = event.map(|event| queries::receipt_downloaded(scope, id, event));
    let (visitor, (payment, _)) = visit.read((queries::my_payment(scope, id), downloaded)).await?;
    attached(&visit, &visitor, &payment.ok_or(Error::NotFound)?, &wanted).await
}

/// The receipt as a download.
pub async fn attached(
    visit: &Visit,
    visitor: &Visitor,
    payment: &Received,
    wanted: &Wanted,
) -> Result<Response> {
    let printed = paper::receipt(&visitor.workspace, visitor.workspace.style(visitor.now), payment);
    let name = format!("Receipt {}.pdf", payment.received_on);
    visit.app.download(&printed, &name, wanted).await
}
