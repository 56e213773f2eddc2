// The Worker that pages are measured beside: it answers, and does nothing else.
export default { fetch: () => new Response('ok') };
