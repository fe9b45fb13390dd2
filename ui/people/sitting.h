// Who sits at the viewer, as the case database knows it. At an account of one person that is this person; at one that
// several share it is whoever has signed in by PIN. The database is asked in a thread of its own. UI thread.
//
// looking ──► alone                  nobody has to sign in here
//        └──► locked ◄──► signedIn   a shared account
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/people/person.h"
#include "core/result.h"
#include "core/store/store.h"
#include "ui/document/background.h"

namespace snitt {

class Sitting : public QObject {
  Q_OBJECT

 public:
  enum class State { looking, alone, locked, signedIn };

  struct Place {
    std::filesystem::path database;
    StoreOptions options;
    // The account was shared the last time: nothing is shown before it is known that it no longer is.
    bool wasShared = false;
  };

  explicit Sitting(Place place, QObject* parent = nullptr);
  ~Sitting() override;

  void start();
  // At once instead of within moments: after a database was made.
  void lookAgain();

  [[nodiscard]] State state() const { return m_state; }
  // Nothing of slides and cases may be seen or done now.
  [[nodiscard]] bool mustSignIn() const {
    return m_state == State::locked || (m_state == State::looking && m_place.wasShared);
  }
  [[nodiscard]] bool isShared() const { return m_state == State::locked || m_state == State::signedIn; }
  // Whoever works here. While locked the one who worked before, since what is open is theirs; nobody, without a name,
  // where no database tells or nobody has signed in yet.
  [[nodiscard]] const Actor& actor() const { return m_actor; }
  // StoreOptions::signedIn for other connections of this program: the pass of whoever works here; empty at an account
  // of one person.
  [[nodiscard]] std::string signedIn() const { return m_shared ? m_pass : std::string(); }
  // The same for programs that it starts.
  [[nodiscard]] const std::string& pass() const { return m_pass; }
  // Who may sign in, by name.
  [[nodiscard]] const std::vector<Person>& persons() const { return m_persons; }
  // Why the database cannot be asked, as a sentence; empty where it can.
  [[nodiscard]] const QString& why() const { return m_why; }

  // Nothing but at a shared account where somebody is signed in.
  void lock();
  // `answer` hears why not (Error of People::signIn, People::setPin), or nothing where it went well.
  using Answer = std::function<void(const std::optional<Error>&)>;
  void signIn(PersonId person, const std::string& pin, Answer answer);
  // One whose PIN an administrator set signs in by choosing another.
  void signInChanging(PersonId person, const std::string& given, const std::string& chosen, Answer answer);

 Q_SIGNALS:
  void stateChanged();
  void personsChanged();
  // Another person than before works here, or it became known who does.
  void personChanged();

 private:
  // Touched in the thread alone, but for `ending`.
  struct Room {
    Place place;
    std::optional<Store> store;
    std::atomic<bool> ending = false;
  };
  struct Seen {
    std::optional<Error> fault;
    bool shared = false;
    Actor actor;
    std::vector<Person> persons;
    std::string pass;
  };
  static Seen look(Room& room, bool open);
  static Seen lookIn(Room& room);
  void ask(std::function<std::optional<Error>(Room&)> work, Answer answer);
  void take(Seen seen);
  void become(State state);

  Place m_place;
  std::shared_ptr<Room> m_room;
  State m_state = State::looking;
  bool m_shared = false;
  bool m_asking = false;   // somebody's PIN is being looked at
  bool m_refused = false;  // the database lets nobody of this account in
  int m_turn = 0;          // of what was seen, only the last question's answer counts
  Actor m_actor;
  std::string m_pass;
  std::vector<Person> m_persons;
  QString m_why;
  QTimer m_poll;
  Background m_background{Background::Order::oldestFirst, Background::AtEnd::kept};
};

}  // namespace snitt
