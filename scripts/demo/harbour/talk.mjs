// Harbour Aviation: messages between clients and operations.
import { thread } from '../messages.mjs';

export function talk({ op, people, accounts }, { florida, home, europe, carolina }, { now, past }) {
  const { dana, ole, ines, mira, tomas, ruth, carl } = people;
  const { lindqvist, okafor, mendez } = accounts;
  const about = (id) => op.tables.rows('trips').find((trip) => trip.id === id);

  thread(op, {
    account: lindqvist, trip: about(florida.trip_id), messages: [
      [mira, op.at(-2, '17:30'), 'Could we have Rudy’s again for breakfast? One vegetarian, as always.'],
      [dana, op.at(-2, '17:52'), 'I have asked them and will confirm as soon as they answer.'],
      [mira, op.at(-1, '09:04'), 'Thank you. Zoë joins us after all, so we are four.'],
      [dana, op.ago(95), 'Catering is confirmed with Rudy’s for four. Would you like the car on the ramp again?'],
    ],
  });
  thread(op, {
    account: lindqvist, trip: about(europe.trip_id), messages: [
      [
        dana, op.at(-1, '19:40'),
        'Thank you for accepting. We hold the Global for you and have applied for the slots at Luton.',
      ],
      [
        mira, op.ago(25),
        'Good. Elsa’s passport has run out and the new one comes in two weeks. Is that early enough for you?',
      ],
    ],
  });
  thread(op, {
    account: lindqvist, trip: about(home.trip_id), read: [tomas, mira], messages: [
      [tomas, op.at(-5, '10:12'), 'Can we leave an hour later if the meeting runs on?'],
      [
        dana, op.at(-5, '10:31'),
        'Yes, up to 18:00. Please tell us by noon that day, so that the crew can plan their rest.',
      ],
    ],
  });
  thread(op, {
    account: lindqvist, subject: 'De-icing on the Bedford invoice', read: [tomas], messages: [
      [tomas, op.at(-3, '14:20'), 'The invoice for Bedford has a de-icing charge. It was four degrees that day?'],
      [
        ines, op.at(-2, '09:48'),
        'It was, but the aircraft stood outside overnight with frost on the wings. The charge is the actual one; I can send you the slip from the handler.',
      ],
      [tomas, op.at(-2, '13:15'), 'Please do.'],
      [
        ines, op.at(-1, '10:26'),
        'It is in the mail to you. The invoice has fallen due meanwhile, so a word about the payment would help us too.',
      ],
    ],
  });
  thread(op, {
    account: lindqvist, trip: about(carolina.trip_id), read: [mira], messages: [
      [mira, op.at(-46, '18:50'), 'A lovely flight. Please thank the crew for us.'],
      [ole, op.at(-45, '08:35'), 'That will please them. Thank you for flying with us.'],
    ],
  });
  thread(op, {
    account: okafor, trip: now, messages: [
      [ruth, op.at(-3, '19:22'), 'Amara brings the cello. Does it still fit beside the aft seat?'],
      [dana, op.at(-2, '08:10'), 'It does. We block that seat and strap it in as last time.'],
      [ruth, op.ago(64), 'We are at the hangar. See you in five minutes.'],
    ],
  });
  thread(op, {
    account: okafor, subject: 'N517HA: inspection next month', messages: [
      [
        ole, op.at(-8, '11:00'),
        'The inspection can start on a Monday and takes five working days. Does the third week suit you?',
      ],
      [ruth, op.at(-7, '20:15'), 'Yes, but please have it back by Friday noon.'],
      [ole, op.at(-6, '09:05'), 'Booked. If anything is found that needs longer, I will call you the same day.'],
    ],
  });
  thread(op, {
    account: mendez, subject: 'Hangar over the weekend', messages: [
      [carl, op.at(-1, '15:02'), 'N402CM comes in on Friday about 18:00. Is there room inside until Sunday?'],
      [ines, op.ago(140), 'There is. Two nights at the usual rate; fuel on departure?'],
    ],
  });
  thread(op, {
    account: okafor, trip: past[23].trip, read: [ruth, dana], messages: [
      [ruth, op.at(-22, '10:40'), 'I think we left a grey scarf on board.'],
      [dana, op.at(-22, '11:15'), 'We have it here and will put it on your seat next time.'],
    ],
  });
}
