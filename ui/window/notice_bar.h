// Sentences that a person should read, one above the other, until they are closed. Hidden while there is none.
#pragma once

#include <QStringList>
#include <QTimer>
#include <QWidget>

class QVBoxLayout;

namespace snitt {

class NoticeBar : public QWidget {
  Q_OBJECT

 public:
  explicit NoticeBar(QWidget* parent = nullptr);
  // A sentence that stands there already is not said twice; of more than three the oldest goes.
  void say(const QString& words);
  // Of what went well: the last one only, for some seconds.
  void inform(const QString& sentence);
  void clear();
  [[nodiscard]] QStringList sentences() const { return m_sentences; }
  [[nodiscard]] const QString& news() const { return m_news; }

 private:
  void rebuild();
  void addRow(const QString& sentence, const char* sign);

  QStringList m_sentences;
  QString m_news;
  QTimer m_newsEnds;
  QVBoxLayout* m_rows;
};

}  // namespace snitt
