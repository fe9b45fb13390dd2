// One line above a slide when something is wrong with its file. Hidden while there is nothing to say.
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QWidget>

namespace snitt {

class FaultBanner : public QWidget {
  Q_OBJECT

 public:
  explicit FaultBanner(QWidget* parent = nullptr);

  // The slide cannot be read: `sentence` as an Error says it (without full stop).
  void showError(const QString& sentence);
  // The file was there and is gone, or its share is.
  void showVanished(const QString& slideName);
  // Tiles that could not be read so far. 0 takes the notice away. Does not hide an error or a vanished slide, and stays
  // away for this slide once a person has closed it.
  void showUnreadableTiles(int count);
  void clear();

  [[nodiscard]] QString text() const { return m_text->text(); }
  // It tells of the whole slide, by showError or showVanished.
  [[nodiscard]] bool tellsOfSlide() const { return m_state == State::slide; }

 Q_SIGNALS:
  void retry();
  void dismissed();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  enum class State { none, tiles, slide };

  void show(State state, const QString& text);
  void close();

  QLabel* m_sign;
  QLabel* m_text;
  QPushButton* m_retry;
  State m_state = State::none;
  bool m_tilesDismissed = false;
};

}  // namespace snitt
