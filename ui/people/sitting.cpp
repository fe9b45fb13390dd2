#include "ui/people/sitting.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "core/store/people.h"
#include "ui/cases/case_words.h"

namespace snitt {

namespace {

// An account that becomes shared, or a person who is made inactive, is noticed within this time.
constexpr std::chrono::seconds kBetweenLooks{5};

}  // namespace

Sitting::Sitting(Place place, QObject* parent)
    : QObject(parent), m_place(std::move(place)), m_room(std::make_shared<Room>()) {
  m_room->place = m_place;
  m_room->place.options.makeIfMissing = false;
  m_poll.setInterval(kBetweenLooks);
  connect(&m_poll, &QTimer::timeout, this, [this] {
    if (m_background.idle()) lookAgain();
  });
}

// The session ends with the program, which the record says.
Sitting::~Sitting() {
  m_room->ending = true;
  m_background.run<int>(nullptr,
                        [room = m_room](const std::stop_token&) {
                          if (room->store) (void)People(*room->store).signOut();
                          room->store.reset();
                          return 0;
                        },
                        {});
}

void Sitting::start() {
  if (m_poll.isActive()) return;
  m_poll.start();
  lookAgain();
}

// With `open` a connection is made where there is none. An account that was refused is not tried again, since each
// refusal is a row of the record.
Sitting::Seen Sitting::look(Room& room, bool open) {
  if (!room.store && open) {
    auto store = Store::open(room.place.database, room.place.options);
    if (!store) return {store.error(), false, {}, {}, {}};
    room.store.emplace(std::move(*store));
  }
  if (!room.store) return {Error{ErrorKind::refused, {}}, false, {}, {}, {}};
  return lookIn(room);
}

Sitting::Seen Sitting::lookIn(Room& room) {
  People people(*room.store);
  Seen seen;
  const auto shared = people.atSharedAccount();
  if (!shared) return {shared.error(), false, {}, {}, {}};
  auto persons = people.list();
  if (!persons) return {persons.error(), false, {}, {}, {}};
  std::erase_if(*persons, [](const Person& one) { return !one.active; });
  seen.shared = *shared;
  seen.actor = room.store->actor();
  // Made inactive meanwhile: nobody sits here any more.
  if (seen.shared && !seen.actor.person.empty() &&
      std::ranges::none_of(*persons, [&](const Person& one) { return one.uuid == seen.actor.person; })) {
    (void)people.signOut();
    seen.actor = room.store->actor();
  }
  // What an administrator changed holds at once.
  for (const Person& one : *persons) {
    if (one.uuid != seen.actor.person) continue;
    seen.actor.roles = one.roles;
    seen.actor.unmask = one.unmask;
  }
  seen.persons = std::move(*persons);
  return seen;
}

void Sitting::lookAgain() {
  if (m_asking) return;
  const bool open = !m_refused;
  m_background.run<Seen>(
      this,
      [room = m_room, open](const std::stop_token&) -> Seen {
        if (room->ending) return {};
        return look(*room, open);
      },
      [this, turn = ++m_turn](Seen seen) {
        if (turn == m_turn) take(std::move(seen));
      });
}

void Sitting::take(Seen seen) {
  if (seen.fault) {
    // Known already.
    if (seen.fault->message.empty()) return;
    // Who sat here goes on: the database is busy for a moment. Where several use the account nobody gets in unseen.
    if (m_state == State::signedIn || m_state == State::locked) return;
    const bool missing = seen.fault->kind == ErrorKind::notFound;
    const QString before = std::exchange(m_why, missing ? QString() : sentenceOf(*seen.fault));
    m_refused = seen.fault->kind == ErrorKind::refused;
    const State state = m_place.wasShared && !missing ? State::looking : State::alone;
    if (state == m_state && m_why != before) Q_EMIT stateChanged();
    return become(state);
  }
  m_why.clear();
  m_persons = std::move(seen.persons);
  Q_EMIT personsChanged();
  // An account that has become one person's: a connection of this person's own is needed.
  if (m_shared && !seen.shared) {
    m_place.wasShared = false;
    m_shared = false;
    m_actor = {};
    m_pass.clear();
    m_background.run<int>(nullptr,
                          [room = m_room](const std::stop_token&) {
                            room->store.reset();
                            return 0;
                          },
                          {});
    become(State::looking);
    return lookAgain();
  }
  const bool becameShared = seen.shared && !m_shared;
  m_shared = seen.shared;
  m_place.wasShared = seen.shared;
  const bool nobody = seen.actor.person.empty();
  // Never the pass of another: where this person's could not be made, there is none.
  if (!nobody) m_pass = std::move(seen.pass);
  // One who worked here alone has not said who they are.
  if (becameShared && !nobody) {
    m_background.run<int>(nullptr,
                          [room = m_room](const std::stop_token&) {
                            if (room->store) (void)People(*room->store).signOut();
                            return 0;
                          },
                          {});
    m_actor = {};
    return become(State::locked);
  }
  if (seen.shared && nobody) return become(State::locked);
  const bool other =
      m_actor.person != seen.actor.person || m_actor.roles != seen.actor.roles || m_actor.unmask != seen.actor.unmask;
  m_actor = std::move(seen.actor);
  if (other) Q_EMIT personChanged();
  become(seen.shared ? State::signedIn : State::alone);
}

void Sitting::become(State state) {
  if (state == m_state && state != State::looking) return;
  m_state = state;
  Q_EMIT stateChanged();
}

void Sitting::lock() {
  if (m_state != State::signedIn) return;
  become(State::locked);
  ask(
      [](Room& room) -> std::optional<Error> {
        const auto out = People(*room.store).signOut();
        return out ? std::nullopt : std::optional(out.error());
      },
      {});
}

void Sitting::signIn(PersonId person, const std::string& pin, Answer answer) {
  ask(
      [person, pin](Room& room) -> std::optional<Error> {
        const auto in = People(*room.store).signIn(person, pin);
        return in ? std::nullopt : std::optional(in.error());
      },
      std::move(answer));
}

void Sitting::signInChanging(PersonId person, const std::string& given, const std::string& chosen, Answer answer) {
  ask(
      [person, given, chosen](Room& room) -> std::optional<Error> {
        const auto in = People(*room.store).setPin(person, given, chosen);
        return in ? std::nullopt : std::optional(in.error());
      },
      std::move(answer));
}

void Sitting::ask(std::function<std::optional<Error>(Room&)> work, Answer answer) {
  struct Reply {
    std::optional<Error> fault;
    Seen seen;
  };
  m_asking = true;
  m_background.run<Reply>(
      this,
      [room = m_room, work = std::move(work)](const std::stop_token&) -> Reply {
        if (!room->store) {
          const Error closed{ErrorKind::database, "the database is not open"};
          return {closed, {closed, false, {}, {}, {}}};
        }
        Reply reply{work(*room), {}};
        reply.seen = lookIn(*room);
        // Who it is now could not be read: that is told, and tried again.
        if (!reply.fault) reply.fault = reply.seen.fault;
        if (auto pass = People(*room->store).pass()) reply.seen.pass = std::move(*pass);
        return reply;
      },
      [this, turn = ++m_turn, answer = std::move(answer)](Reply reply) {
        if (turn == m_turn) {
          m_asking = false;
          take(std::move(reply.seen));
        }
        if (answer) answer(reply.fault);
      });
}

}  // namespace snitt
