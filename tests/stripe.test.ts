// What is written for Stripe agrees with its official package.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import Stripe from 'stripe';
import { at } from '../scripts/run.mjs';

const stripe = new Stripe('sk_test_x');

test('the header that the native tests accept is one of the official package', () => {
  const made = stripe.webhooks.generateTestHeaderString({
    payload: '{"id":"evt_test","object":"event"}', secret: 'whsec_test_secret', timestamp: 1_795_262_400,
  });
  assert.equal(readFileSync(at('src/payments/provider/notice/header.txt'), 'utf8').trim(), made);
});

test('the version of the API is that of the official package', () => {
  const [, version] = /VERSION: &str = "(.+)"/.exec(readFileSync(at('src/payments/provider/stripe.rs'), 'utf8')) ?? [];
  assert.equal(version, Stripe.API_VERSION);
});
