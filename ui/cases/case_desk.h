// Where windows ask for cases: the database is opened and used in a thread of the desk's own, questions are asked from
// the UI thread and answered there. One desk serves all windows of the program. Every function is for the UI thread.
#pragma once

#include <QObject>
#include <QTimer>

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "ui/cases/case_book.h"
#include "ui/document/background.h"

namespace snitt {

class CaseDesk : public QObject {
  Q_OBJECT

 public:
  enum class State {
    opening,
    missing,  // there is no database
    refused,  // it cannot be opened: see why()
    ready,
  };

  // `place` is the database, for what a person is told. Nothing is opened before start().
  CaseDesk(CaseBookOpener opener, std::filesystem::path place, QObject* parent = nullptr);
  ~CaseDesk() override;

  [[nodiscard]] State state() const { return m_state; }
  [[nodiscard]] const QString& why() const { return m_why; }
  [[nodiscard]] const std::filesystem::path& place() const { return m_place; }
  [[nodiscard]] const Actor& actor() const { return m_actor; }
  [[nodiscard]] bool may(Permission permission) const { return m_state == State::ready && m_actor.may(permission); }
  // Nothing is being asked or changed.
  [[nodiscard]] bool idle() const { return m_background.idle(); }
  // The answer to the last question was that another program keeps the database busy, or the like; empty: it was not.
  [[nodiscard]] const QString& trouble() const { return m_trouble; }

  // The first window does it; again, it does nothing.
  void start();
  // Opens the database again: after one was made elsewhere, after another person signed in.
  void reopen() { open(false); }
  void makeDatabase() { open(true); }

  // A question: `ask` runs in the desk's thread, `answer` with what it gave in this one, unless `receiver` is gone.
  // Of one receiver's questions of one kind the newest counts: an older one that has not begun is never asked, one
  // that has is not answered.
  template <class T>
  void ask(QObject* receiver, const char* kind, std::function<Result<T>(CaseBook&)> ask,
           std::function<void(Result<T>)> answer) {
    const auto newest = turnOf(receiver, kind);
    const int turn = ++*newest;
    run<T>(
        receiver, std::move(ask), [newest, turn] { return *newest == turn; }, std::move(answer));
  }

  // A change: each is made, also while the program ends. Windows hear changed() afterwards.
  template <class T>
  void change(QObject* receiver, std::function<Result<T>(CaseBook&)> make, std::function<void(Result<T>)> answer) {
    run<T>(receiver, std::move(make), {}, std::move(answer));
    look();
  }

 Q_SIGNALS:
  void stateChanged();
  void changed();  // some case is another than it was, by whomsoever
  void troubleChanged();

 private:
  using Newest = std::shared_ptr<std::atomic<int>>;
  // Touched in the desk's thread alone, but for `ending`.
  struct Room {
    CaseBookOpener opener;
    std::unique_ptr<CaseBook> book;
    std::atomic<bool> ending = false;
  };
  template <class T>
  struct Reply {
    std::optional<Result<T>> result;  // nothing: nobody waits for it any more
  };

  template <class T>
  void run(QObject* receiver, std::function<Result<T>(CaseBook&)> work, std::function<bool()> wanted,
           std::function<void(Result<T>)> answer) {
    m_background.run<Reply<T>>(
        receiver,
        [room = m_room, work = std::move(work), wanted](const std::stop_token&) -> Reply<T> {
          if (wanted && (room->ending || !wanted())) return {};
          if (!room->book) return {fail(ErrorKind::database, "the database is not open")};
          return {work(*room->book)};
        },
        [this, wanted, answer = std::move(answer)](Reply<T> reply) {
          if (!reply.result || (wanted && !wanted())) return;
          takeTrouble(reply.result->has_value() ? nullptr : &reply.result->error());
          if (answer) answer(std::move(*reply.result));
        });
  }

  void open(bool make);
  void look();
  void takeTrouble(const Error* error);
  [[nodiscard]] Newest turnOf(QObject* receiver, const char* kind);

  std::filesystem::path m_place;
  std::shared_ptr<Room> m_room;
  State m_state = State::opening;
  bool m_started = false;
  QString m_why;
  QString m_trouble;
  Actor m_actor;
  std::optional<std::int64_t> m_version;
  QTimer m_poll;
  std::map<std::pair<QObject*, std::string>, Newest> m_turns;
  Background m_background{Background::Order::oldestFirst, Background::AtEnd::kept};
};

}  // namespace snitt
