// A field that takes one key combination. Escape leaves it, which the field of Qt would take for a key.
#pragma once

#include <QKeySequenceEdit>

namespace snitt {

class KeyField : public QKeySequenceEdit {
  Q_OBJECT

 public:
  explicit KeyField(QWidget* parent);

 Q_SIGNALS:
  void started();                            // a key is down; it counts when keyEntered tells it
  void keyEntered(const QKeySequence& key);  // empty when the field was cleared
  void cancelled();

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void timerEvent(QTimerEvent* event) override;

 private:
  bool m_typing = false;
};

}  // namespace snitt
