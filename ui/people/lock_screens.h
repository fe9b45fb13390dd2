// Locks the program's windows while nobody is signed in: each is covered, titles included, and one sheet takes a person
// and a PIN. Slides, cases and dialogs stay as they are behind it, and nothing reaches them. UI thread.
#pragma once

#include <QMap>
#include <QObject>
#include <QPointer>

#include <memory>

class QWidget;

namespace snitt {

class Cover;
class SignInSheet;
class Sitting;

class LockScreens : public QObject {
  Q_OBJECT

 public:
  // `sitting` outlives it. Locks and unlocks as `sitting` says.
  explicit LockScreens(Sitting& sitting, QObject* parent = nullptr);
  ~LockScreens() override;

  [[nodiscard]] bool isLocked() const { return m_locked; }
  [[nodiscard]] SignInSheet& sheet() const { return *m_sheet; }

 Q_SIGNALS:
  void quitAsked();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void follow();
  void lock();
  void unlock();
  void endDialogs();
  void cover(QWidget& window);
  [[nodiscard]] bool isOurs(const QObject* object) const;
  [[nodiscard]] Cover* coverOf(const QWidget* window) const;

  Sitting& m_sitting;
  std::unique_ptr<SignInSheet> m_sheet;
  QMap<QWidget*, QPointer<Cover>> m_covers;
  QPointer<QWidget> m_front;  // that was worked in
  bool m_locked = false;
};

}  // namespace snitt
