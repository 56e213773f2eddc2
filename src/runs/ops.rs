//! `/runs` on the operations side
use super::{queries, views};
use crate::{
    error::Result,
    http::{page::page, routes::Routes, visit::Visit},
    users::{Right, may},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new().get("/runs", may(Right::Administer), index)
}

/// `GET /runs`: the last run of each of the clock's jobs.
async fn index(visit: Visit) -> Result<Response> {
    let (visitor, runs) = visit.read(queries::runs(&visit.scope)).await?;
    page(&views::Index { visitor, runs })
}

#[cfg(test)]
mod tests {
    use crate::{edge, runs::JOBS, testing::cast::*};
    use futures_executor::block_on;

    fn sweep(portal: &Portal) -> bool {
        block_on(crate::jobs::sweep(&portal.app)).is_ok()
    }

    #[test]
    fn an_administrator_sees_when_each_job_ran_last() {
        let portal = Portal::open("");
        assert!(portal.get(OLE, "/runs").has("has not run yet"));
        assert!(sweep(&portal));
        let page = portal.get(OLE, "/runs");
        for (_, about) in JOBS {
            assert!(page.has(about), "{about}");
        }
        assert!(page.has("Done") && !page.has("Failed") && !page.has("Late"), "{}", page.body);
        portal.later(16 * MINUTE);
        assert!(portal.get(OLE, "/runs").has("Late"));
        assert_eq!(portal.get(DANA, "/runs").status.as_u16(), 403);
        assert_eq!(portal.value("SELECT count(*) FROM job_runs"), JOBS.len().to_string());
    }

    #[test]
    fn a_job_that_fails_stops_no_other_and_its_reference_is_shown() {
        let portal = Portal::open("");
        portal.app.db.execute("ALTER TABLE domains RENAME TO lost_domains");
        assert!(!sweep(&portal));
        let failed = "SELECT group_concat(name || ' ' || fault) FROM job_runs WHERE fault <> ''";
        assert_eq!(portal.value(failed), "domains reference");
        assert_eq!(portal.value("SELECT count(*) FROM job_runs"), JOBS.len().to_string());
        assert!(edge::logged().iter().any(|line| line.contains("domains")));
        portal.app.db.execute("ALTER TABLE lost_domains RENAME TO domains");
        let page = portal.get(OLE, "/runs");
        assert!(page.has("Failed") && page.has("reference"), "{}", page.body);
    }
}
