// Sentences that a person should read, one above the other, until they are closed. Hidden while there is none.
#pragma once

#include <QStringList>
#include <QTimer>
#include <QWidget>

#include <functional>

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
  // How a sentence is shown; as it is where none was set. tellAgain() where that has changed.
  using Words = std::function<QString(const QString&)>;
  void setWords(Words words) { m_words = std::move(words); }
  void tellAgain() { rebuild(); }
  // As they are shown.
  [[nodiscard]] QStringList sentences() const;
  [[nodiscard]] QString news() const { return shown(m_news); }

 private:
  void rebuild();
  void addRow(const QString& sentence, const char* sign);
  [[nodiscard]] QString shown(const QString& sentence) const { return m_words ? m_words(sentence) : sentence; }

  Words m_words;
  QStringList m_sentences;
  QString m_news;
  QTimer m_newsEnds;
  QVBoxLayout* m_rows;
};

}  // namespace snitt
