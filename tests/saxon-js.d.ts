declare module 'saxon-js' {
  interface Transformation {
    stylesheetText: string;
    stylesheetBaseURI: string;
    sourceText: string;
    destination: 'serialized';
    documentPool: Record<string, unknown>;
  }
  const saxon: {
    getResource(of: { type: 'xml'; text: string }): Promise<unknown>;
    transform(it: Transformation): { principalResult: string };
  };
  export default saxon;
}
