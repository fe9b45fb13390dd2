// One line above a slide that states no scale, where a person can enter it. A second line opens when the value is
// unusual and needs a reason; the rule is resolveScale's (tiling/slide_scale.h).
#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QString>
#include <QWidget>

#include "tiling/slide_scale.h"

namespace snitt {

class MppBanner : public QWidget {
  Q_OBJECT

 public:
  explicit MppBanner(QWidget* parent = nullptr);

  // Empties the fields. `account` becomes TypedMpp::typedBy. Nothing is proposed: a scale is never guessed.
  void setSlide(const SlideInfo& info, const QString& account);

  // What is said of the value, empty where all is well.
  [[nodiscard]] QString message() const;

 Q_SIGNALS:
  // Only what resolveScale takes.
  void mppEntered(const snitt::TypedMpp& typed);
  void dismissed();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void build();
  void use();
  void say(const QString& message, bool asksReason);
  [[nodiscard]] QString objection(const TypedMpp& typed) const;

  SlideInfo m_info;
  QString m_account;
  QLabel* m_sign;
  QLineEdit* m_mpp;
  QPushButton* m_use;
  QWidget* m_second;
  QLabel* m_message;
  QLineEdit* m_reason;
};

}  // namespace snitt
