// The line above a slide that says whose it is: two identifiers of the patient, by permission, and the accession; and a
// warning that stays while slides of different patients are open beside each other. UI thread.
#pragma once

#include <QWidget>

#include <optional>
#include <vector>

#include "ui/cases/slide_owner.h"

class QLabel;

namespace snitt {

// Whether slides of different patients are among them. What belongs to no case, or to one whose patient is unknown, is
// taken for another patient than any other case's.
[[nodiscard]] bool ofDifferentPatients(const std::vector<SlideOwner>& owners);

class IdentityBar : public QWidget {
  Q_OBJECT

 public:
  explicit IdentityBar(QWidget* parent = nullptr);

  // Nothing: the slide belongs to no case; the bar is hidden then unless it warns.
  void setOwner(const std::optional<SlideOwner>& owner);
  [[nodiscard]] const std::optional<SlideOwner>& owner() const { return m_owner; }
  void setOthersOpen(bool differentPatients);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void tell();

  std::optional<SlideOwner> m_owner;
  bool m_warns = false;
  QLabel* m_patient;
  QLabel* m_accession;
  QLabel* m_sign;
  QLabel* m_warning;
};

}  // namespace snitt
