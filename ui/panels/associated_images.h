// Label, macro and thumbnail of a slide. All but the thumbnail are covered until a person asks for each, and again for
// every slide: labels carry names and numbers of patients, and macros usually show the label too.
#pragma once

#include <QHash>
#include <QImage>
#include <QLabel>
#include <QStringList>
#include <QVBoxLayout>
#include <QWidget>

namespace snitt {

class PictureCard;

class AssociatedImages : public QWidget {
  Q_OBJECT

 public:
  explicit AssociatedImages(QWidget* parent = nullptr);

  // SlideInfo's names ("label", "macro", "thumbnail", others as they are). Covers everything again; an empty list shows
  // that there are none. Until its picture comes, a card says that it is being read.
  void setNames(const QStringList& names);
  // None may be seen here, and the panel says so.
  void setMasked(bool masked);
  // A null picture: it could not be read. A name that is not in the list is ignored.
  void setPicture(const QString& name, const QImage& picture);

  [[nodiscard]] bool isCovered(const QString& name) const;

  // Scanners lay labels on their side: the turn is clockwise, a multiple of 90, and stays when the slide changes.
  [[nodiscard]] int labelTurnDeg() const { return m_labelTurnDeg; }
  void setLabelTurnDeg(int degrees);

 Q_SIGNALS:
  void labelTurned(int degrees);
  // A covered picture was uncovered by a person.
  void uncovered(const QString& name);

 private:
  void addCard(const QString& name);

  QVBoxLayout* m_cards;
  QLabel* m_empty;
  QHash<QString, PictureCard*> m_byName;
  int m_labelTurnDeg = 0;
};

}  // namespace snitt
