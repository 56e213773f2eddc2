//! The route table: what each feature answers to, kept so that tests can walk it.
use crate::{
    error::{Error, Result},
    http::origin,
    users::{Access, Route},
    workspaces::{Module, Modules},
};
use axum::{
    Router,
    extract::{FromRequest, FromRequestParts, Path, Request},
    http::request::Parts,
    response::{IntoResponse as _, Response},
    routing::{MethodFilter, MethodRouter, on},
};
use std::{pin::Pin, str::FromStr, sync::Arc};

/// The routes of the face that was asked, handed to the visit with the request.
#[derive(Debug, Clone, Copy)]
pub struct Table(pub &'static [Route]);

#[derive(Debug, Default)]
pub struct Routes {
    router: Router,
    table: Vec<Route>,
    /// The parts of the client portal that its routes belong to.
    modules: Modules,
}

impl Routes {
    pub fn new() -> Self {
        Self::default()
    }

    /// Routes of a part of the client portal: where it is hidden, none of them is found.
    pub fn of(module: Module) -> Self {
        Self { modules: Modules::NONE.with(module), ..Self::default() }
    }

    #[must_use]
    pub fn get<A: Arguments<M>, M: 'static>(
        self,
        path: &'static str,
        access: Access,
        handler: impl Handler<A>,
    ) -> Self {
        self.add(MethodFilter::GET, Route { method: "GET", path, access }, handler)
    }

    #[must_use]
    pub fn post<A: Arguments<M>, M: 'static>(
        self,
        path: &'static str,
        access: Access,
        handler: impl Handler<A>,
    ) -> Self {
        self.add(MethodFilter::POST, Route { method: "POST", path, access }, handler)
    }

    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.table.extend(other.table);
        Self { router: self.router.merge(other.router), table: self.table, modules: self.modules }
    }

    #[cfg(test)]
    pub fn table(&self) -> &[Route] {
        &self.table
    }

    /// The router, and its table of routes.
    pub fn into_parts(self) -> (Router, Vec<Route>) {
        (self.router, self.table)
    }

    fn add<A: Arguments<M>, M: 'static>(
        mut self,
        filter: MethodFilter,
        route: Route,
        handler: impl Handler<A>,
    ) -> Self {
        let route = Route { access: route.access.of_all(self.modules), ..route };
        self.table.push(route);
        let answer = answering(filter, route.access, Arc::new(move |asked| handler.answer(asked)));
        Self { router: self.router.route(route.path, answer), ..self }
    }
}

/// What a handler takes of a request: the visit, an id or a body, where it wants them. A body of
/// another kind than a form is one more extractor.
pub trait Arguments<M>: FromRequest<(), M> + Send + 'static {}
impl<A: FromRequest<(), M> + Send + 'static, M> Arguments<M> for A {}

/// A function that answers what was asked.
pub trait Handler<A>: Send + Sync + 'static {
    fn answer(&self, asked: A) -> Answering;
}

type Answering = Pin<Box<dyn Future<Output = Result<Response>> + Send>>;

macro_rules! handler_of { ($($A:ident)+) => {
    #[allow(non_snake_case)]
    impl<F, Fut, $($A),+> Handler<($($A,)+)> for F
    where
        F: Fn($($A),+) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<Response>> + Send + 'static,
    {
        fn answer(&self, ($($A,)+): ($($A,)+)) -> Answering {
            Box::pin(self($($A),+))
        }
    }
}; }
handler_of!(A);
handler_of!(A B);
handler_of!(A B C);

/// One type for all handlers that take the same arguments, so that reading a request is compiled
/// once for them. The visit finds who may use the route among the request's extensions. The
/// origin is checked here, where the route's access is known.
fn answering<A: Arguments<M>, M: 'static>(
    filter: MethodFilter,
    access: Access,
    answer: Arc<dyn Fn(A) -> Answering + Send + Sync>,
) -> MethodRouter {
    on(filter, move |mut request: Request| {
        let answer = Arc::clone(&answer);
        request.extensions_mut().insert(access);
        async move {
            if let Err(foreign) = origin::check(&request) {
                return foreign.into_response();
            }
            let asked = match A::from_request(request, &()).await {
                Ok(asked) => asked,
                Err(rejection) => return rejection.into_response(),
            };
            answer(asked).await.into_response()
        }
    })
}

/// The path of the table that an address is of, for the log: it holds no id and no secret.
pub fn template(table: &[Route], path: &str) -> &'static str {
    let is_of = |known: &&Route| {
        path.split('/').count() == known.path.split('/').count()
            && path.split('/').zip(known.path.split('/')).all(|(a, b)| a == b || b.starts_with('{'))
    };
    let of_all = table.iter().filter(is_of).map(|known| known.path);
    of_all.min_by_key(|known| known.matches('{').count()).unwrap_or("-")
}

/// The id in a path. What is no id at all is answered like one that does not exist.
#[derive(Debug, Clone, Copy)]
pub struct Id<T>(pub T);

impl<S: Send + Sync, T: FromStr> FromRequestParts<S> for Id<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let Path(text) =
            Path::<String>::from_request_parts(parts, state).await.map_err(|_| Error::NotFound)?;
        text.parse().map(Self).map_err(|_| Error::NotFound)
    }
}
