//! Statements that change blocks.
use crate::{
    blocks::{Answer, Block, Change, Plan},
    db::{
        scope::{client, staff},
        write::{Follower, Write, begins, follows},
    },
    kit::ids::BlockId,
    mail::{self, Letter, Recipients, Topic},
};

/// Staff enter a block.
pub fn add(id: BlockId, plan: &Plan) -> Write {
    let guard = begins!(staff, "JOIN tails k ON k.workspace_id = me.workspace_id AND k.id = :tail");
    entered(Write::begin("block_added", id, guard), id, plan)
}

/// A client asks for a block on a tail that their accounts are tied to; staff are told.
pub fn ask(id: BlockId, plan: &Plan, letter: &Letter) -> Write {
    let guard = begins!(
        client,
        "JOIN tails k ON k.workspace_id = me.workspace_id AND k.id = :tail
         WHERE k.id IN (SELECT l.tail_id FROM my_accounts m JOIN account_tails l ON l.account_id = m.account_id)"
    );
    entered(Write::begin("block_asked_for", id, guard), id, plan)
        .with([mail::to(Recipients::Topic(Topic::Request), letter)])
}

fn entered(write: Write, id: BlockId, plan: &Plan) -> Write {
    write
        .bind("id", id)
        .bind("tail", plan.tail.id)
        .bind("kind", plan.kind.word())
        .bind("starts_at", plan.starts_at)
        .bind("ends_at", plan.ends_at)
        .bind("words", plan.words.as_str())
        .note(&plan.words)
        .then(follows!(
            "INSERT INTO blocks (id, workspace_id, tail_id, kind, state, starts_at, ends_at, words, asked_by, created_at)
             SELECT :id, it.workspace_id, :tail, :kind, iif(it.face = 'client', 'asked', 'approved'), :starts_at, :ends_at, :words,
               iif(it.face = 'client', it.actor_id, NULL), it.at FROM it"
        ))
}

/// The mail to the client who asked for a block, if one did.
fn told(block: &Block, letter: &Letter) -> Option<Follower> {
    block.asked_by.map(|asker| mail::to(Recipients::User(asker), letter))
}

/// Staff change a block. Whoever asked for it is told.
pub fn change(it: &Change, block: &Block, letter: &Letter) -> Write {
    Write::begin(
        "block_changed",
        it.block,
        begins!(
            staff,
            "JOIN blocks b ON b.workspace_id = me.workspace_id AND b.id = :block AND b.version = :version AND b.removed_at IS NULL
             JOIN tails k ON k.workspace_id = me.workspace_id AND k.id = :tail"
        ),
    )
    .bind("block", it.block)
    .bind("version", it.version)
    .bind("tail", it.plan.tail.id)
    .bind("kind", it.plan.kind.word())
    .bind("starts_at", it.plan.starts_at)
    .bind("ends_at", it.plan.ends_at)
    .bind("words", it.plan.words.as_str())
    .note(&it.plan.words)
    .then(follows!(
        "UPDATE blocks SET tail_id = :tail, kind = :kind, starts_at = :starts_at, ends_at = :ends_at, words = :words, version = version + 1
         WHERE id = :block AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with(told(block, letter))
}

/// Staff approve or refuse what a client asked for.
pub fn answer(it: &Answer, block: &Block, letter: &Letter) -> Write {
    Write::begin(
        "block_answered",
        it.block,
        begins!(
            staff,
            "JOIN blocks b ON b.workspace_id = me.workspace_id AND b.id = :block AND b.version = :version AND b.state = 'asked' AND b.removed_at IS NULL"
        ),
    )
    .bind("block", it.block)
    .bind("version", it.version)
    .bind("state", it.state.word())
    .bind("words", it.words.as_str())
    .note(if it.words.is_empty() { it.state.name() } else { &it.words })
    .then(follows!(
        "UPDATE blocks SET state = :state, answer = :words, version = version + 1 WHERE id = :block AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with(told(block, letter))
}

const REMOVED: &str = follows!(
    "UPDATE blocks SET removed_at = (SELECT at FROM it), version = version + 1 WHERE id = :block AND workspace_id = (SELECT workspace_id FROM it)"
);

/// Staff remove a block. Whoever asked for it is told.
pub fn remove(block: &Block, seen: i64, letter: &Letter) -> Write {
    Write::begin(
        "block_removed",
        block.id,
        begins!(
            staff,
            "JOIN blocks b ON b.workspace_id = me.workspace_id AND b.id = :block AND b.version = :version AND b.removed_at IS NULL"
        ),
    )
    .bind("block", block.id)
    .bind("version", seen)
    .then(REMOVED)
    .with(told(block, letter))
}

/// A client takes back what they asked for and what was not approved.
pub fn withdraw(block: &Block, seen: i64) -> Write {
    Write::begin(
        "block_withdrawn",
        block.id,
        begins!(
            client,
            "JOIN blocks b ON b.workspace_id = me.workspace_id AND b.id = :block AND b.version = :version AND b.removed_at IS NULL
             WHERE b.asked_by = me.user_id AND b.state <> 'approved'"
        ),
    )
    .bind("block", block.id)
    .bind("version", seen)
    .then(REMOVED)
}
