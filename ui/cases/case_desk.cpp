#include "ui/cases/case_desk.h"

#include <chrono>
#include <utility>

#include "ui/cases/case_words.h"

namespace snitt {

namespace {

constexpr std::chrono::seconds kBetweenLooks{2};

struct Opened {
  std::optional<Error> fault;
  Actor actor;
  std::int64_t version = 0;
};

}  // namespace

CaseDesk::CaseDesk(CaseBookOpener opener, std::filesystem::path place, QObject* parent)
    : QObject(parent), m_place(std::move(place)), m_room(std::make_shared<Room>()) {
  m_room->opener = std::move(opener);
  m_poll.setInterval(kBetweenLooks);
  connect(&m_poll, &QTimer::timeout, this, [this] {
    if (m_state == State::ready && m_background.idle()) look();
  });
}

void CaseDesk::start() {
  if (!m_started) open(false);
}

CaseDesk::~CaseDesk() {
  m_room->ending = true;
  // What holds the connection ends where it lived.
  m_background.run<int>(nullptr,
                        [room = m_room](const std::stop_token&) {
                          room->book.reset();
                          room->opener = {};
                          return 0;
                        },
                        {});
}

void CaseDesk::open(bool make) {
  m_started = true;
  m_state = State::opening;
  m_why.clear();
  Q_EMIT stateChanged();
  m_background.run<Opened>(
      this,
      [room = m_room, make](const std::stop_token&) -> Opened {
        if (room->ending) return {};
        room->book.reset();
        auto book = room->opener(make);
        if (!book) return {book.error(), {}, 0};
        const auto version = (*book)->version();
        if (!version) return {version.error(), {}, 0};
        room->book = std::move(*book);
        return {{}, room->book->actor(), *version};
      },
      [this](const Opened& opened) {
        m_actor = opened.actor;
        m_version = opened.version;
        m_state = State::ready;
        if (opened.fault) {
          m_state = opened.fault->kind == ErrorKind::notFound ? State::missing : State::refused;
          m_why = sentenceOf(*opened.fault);
          m_poll.stop();
        } else {
          m_poll.start();
        }
        takeTrouble(nullptr);
        Q_EMIT stateChanged();
      });
}

void CaseDesk::look() {
  run<std::int64_t>(
      this, [](CaseBook& book) { return book.version(); }, {},
      [this](const Result<std::int64_t>& version) {
        if (!version || m_version == *version) return;
        m_version = *version;
        Q_EMIT changed();
      });
}

void CaseDesk::takeTrouble(const Error* error) {
  const QString trouble = error != nullptr && (error->kind == ErrorKind::database || error->kind == ErrorKind::io)
                              ? sentenceOf(*error)
                              : QString();
  if (trouble == m_trouble) return;
  m_trouble = trouble;
  Q_EMIT troubleChanged();
}

CaseDesk::Newest CaseDesk::turnOf(QObject* receiver, const char* kind) {
  Newest& newest = m_turns[{receiver, kind}];
  if (!newest) {
    newest = std::make_shared<std::atomic<int>>(0);
    // Of the desk's own questions none outlives it.
    if (receiver == this) return newest;
    connect(receiver, &QObject::destroyed, this, [this, receiver] {
      std::erase_if(m_turns, [receiver](const auto& one) { return one.first.first == receiver; });
    });
  }
  return newest;
}

}  // namespace snitt
