//! Statements that decide a sign-up. The guard checks the choices again, so that of two decisions at once
//! one is refused.
use crate::{
    accounts, contacts,
    db::{
        scope::staff,
        write::{Follower, Write, begins, follows},
    },
    kit::{email::Email, ids::ContactId},
    mail::{self, Letter, Recipients},
    sessions::jobs::Activation,
    sign_ups::{
        SignUp,
        approval::{Approval, Person, Place, Rejection},
    },
};

/// Approves a sign-up: stores the contact, their account, the user and their rights, and sends the mail.
pub fn approve(it: &Approval, sign_up: &SignUp, welcome: &Letter) -> Write {
    let choice = &it.choice;
    let (known, address) = match &choice.person {
        Person::Known(contact) => (contact.id.to_string(), contact.email.clone()),
        Person::New(_) => (String::new(), String::new()),
    };
    let account = match &choice.place {
        Place::Known(account) => account.id.to_string(),
        Place::New(_) => "new".to_owned(),
        Place::Kept => String::new(),
    };
    let mail = if sign_up.is_confirmed() {
        mail::to(Recipients::User(choice.user), welcome)
    } else {
        mail::to(Recipients::User(choice.user), &Activation)
    };
    Write::begin(
        "sign_up_approved",
        it.sign_up,
        begins!(
            staff,
            "JOIN sign_ups s ON s.workspace_id = me.workspace_id AND s.id = :sign_up AND s.version = :seen AND s.state = 'waiting'
             WHERE NOT EXISTS (SELECT 1 FROM users u WHERE u.workspace_id = me.workspace_id AND u.face = 'client' AND u.email = s.email)
               AND (:known = '' OR EXISTS (SELECT 1 FROM contacts c WHERE c.workspace_id = me.workspace_id AND c.id = :known AND c.email = :address AND c.deactivated_at IS NULL AND c.merged_into IS NULL
                 AND (:account <> '' OR EXISTS (SELECT 1 FROM memberships m WHERE m.contact_id = c.id))
                 AND NOT EXISTS (SELECT 1 FROM users u WHERE u.contact_id = c.id)))
               AND (:account IN ('', 'new') OR EXISTS (SELECT 1 FROM accounts a WHERE a.workspace_id = me.workspace_id AND a.id = :account AND a.deactivated_at IS NULL))
               AND NOT EXISTS (SELECT 1 FROM leads l INDEXED BY leads_by_address WHERE l.workspace_id = me.workspace_id AND l.state = 'open' AND lower(l.email) = lower(s.email))"
        ),
    )
    .bind("sign_up", it.sign_up)
    .bind("seen", choice.seen)
    .bind("known", known)
    .bind("address", address)
    .bind("account", account)
    .note(it.note(sign_up))
    .with(belonging(it, sign_up))
    .with([user(it)])
    .with(contacts::set_grants(contact_id(it), &choice.grants))
    .with([mail, approved(it)])
}

fn contact_id(it: &Approval) -> ContactId {
    match &it.choice.person {
        Person::Known(contact) => contact.id,
        Person::New(id) => *id,
    }
}

/// Stores the contact and the account, and adds the contact to it.
fn belonging(it: &Approval, sign_up: &SignUp) -> Vec<Follower> {
    let mut all = Vec::new();
    match &it.choice.person {
        Person::New(id) => {
            let new = contacts::Particulars {
                name: sign_up.name.clone(),
                email: Email::parse(&sign_up.email).ok(),
                phone: sign_up.phone.clone(),
                title: String::new(),
                notes: String::new(),
            };
            all.extend(contacts::make(*id, &new));
        }
        Person::Known(contact) => {
            all.extend(contacts::move_to(contact.id, &sign_up.email, &contact.name));
        }
    }
    let account = match &it.choice.place {
        Place::Kept => return all,
        Place::Known(account) => account.id,
        Place::New(account) => {
            all.extend(accounts::open(account.id, &accounts::Particulars::named(&account.name)));
            account.id
        }
    };
    all.push(contacts::join(contact_id(it), account));
    all
}

/// Inserts the user: active with the chosen password if the address was confirmed, otherwise invited.
fn user(it: &Approval) -> Follower {
    Follower::new(follows!(
        "INSERT INTO users (id, workspace_id, face, contact_id, email, name, sort_name, role, state, password, invited_at, activated_at)
         SELECT :user, it.workspace_id, 'client', c.id, s.email, c.name, c.sort_name, :role,
           iif(s.confirmed_at IS NULL, 'invited', 'active'), iif(s.confirmed_at IS NULL, NULL, s.password),
           it.at, iif(s.confirmed_at IS NULL, NULL, it.at)
         FROM it JOIN sign_ups s ON s.id = it.subject_id AND s.workspace_id = it.workspace_id JOIN contacts c ON c.id = :id"
    ))
    .bind("user", it.choice.user)
    .bind("id", contact_id(it))
    .bind("role", it.choice.role.word())
}

/// Marks the sign-up as approved, and deletes its password.
fn approved(it: &Approval) -> Follower {
    Follower::new(follows!(
        "UPDATE sign_ups SET state = 'approved', contact_id = :contact_id, password = NULL, version = version + 1,
           decided_at = (SELECT at FROM it), decided_by = (SELECT actor_id FROM it)
         WHERE id = (SELECT subject_id FROM it) AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("contact_id", contact_id(it))
}

/// Rejects a sign-up, and sends the mail.
pub fn reject(it: &Rejection, sign_up: &SignUp, letter: &Letter) -> Write {
    Write::begin(
        "sign_up_rejected",
        it.sign_up,
        begins!(
            staff,
            "JOIN sign_ups s ON s.workspace_id = me.workspace_id AND s.id = :sign_up AND s.version = :seen AND s.state = 'waiting'"
        ),
    )
    .bind("sign_up", it.sign_up)
    .bind("seen", it.seen)
    .bind("reason", it.reason.as_str())
    .note(it.reason.clone())
    .then(follows!(
        "UPDATE sign_ups SET state = 'rejected', reason = :reason, password = NULL, version = version + 1,
           decided_at = (SELECT at FROM it), decided_by = (SELECT actor_id FROM it)
         WHERE id = (SELECT subject_id FROM it) AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with([mail::to(Recipients::Stranger { email: &sign_up.email, name: &sign_up.name }, letter)])
}
