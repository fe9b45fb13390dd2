// Sentences that a person should read, one above the other, until they are closed. Hidden while there is none.
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace snitt {

class NoticeBar : public QWidget {
  Q_OBJECT

 public:
  explicit NoticeBar(QWidget* parent = nullptr);
  // A sentence that stands there already is not said twice; of more than three the oldest goes.
  void say(const QString& words);
  void clear();
  [[nodiscard]] QStringList sentences() const { return m_sentences; }

 private:
  void rebuild();

  QStringList m_sentences;
  QVBoxLayout* m_rows;
};

}  // namespace snitt
