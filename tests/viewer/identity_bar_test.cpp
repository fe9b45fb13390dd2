// Nobody may take one patient's slide for another's.
#include "ui/cases/identity_bar.h"

#include <QLabel>

#include "support/cases_fixture.h"

namespace snitt {
namespace {

SlideOwner ownerOf(std::int64_t labCase, std::int64_t patient, bool masked = false) {
  const LabCase one = test::sampleCase(labCase, masked).labCase;
  SlideOwner owner{one.id, one.name, false, one.patient};
  owner.patient.id = {patient};
  return owner;
}

QString textOf(const IdentityBar& bar, const char* name) {
  return bar.findChild<QLabel*>(QString::fromLatin1(name))->text();
}

TEST(IdentityBar, ShowsTwoIdentifiersAndTheAccession) {
  IdentityBar bar;
  EXPECT_TRUE(bar.isHidden()) << "a slide of no case";
  bar.setOwner(ownerOf(2, 2));
  EXPECT_FALSE(bar.isHidden());
  EXPECT_EQ(textOf(bar, "patient"), "WALSH, Cathal  ·  born 1951-03-02  ·  7145823");
  EXPECT_EQ(textOf(bar, "accession"), "26-H-10002, STJ");
  EXPECT_TRUE(bar.accessibleName().contains("WALSH"));
}

TEST(IdentityBar, MasksWithTheAccessionLeft) {
  IdentityBar bar;
  SlideOwner owner = ownerOf(2, 2);
  owner.patient.masked = true;
  bar.setOwner(owner);
  for (const QString& told : test::toldBy(bar))
    for (const char* secret : {test::kSampleFamily, test::kSampleBirth, test::kSampleNumber})
      EXPECT_FALSE(told.contains(QLatin1String(secret))) << told.toStdString();
  EXPECT_EQ(textOf(bar, "patient"), "•••");
  EXPECT_EQ(textOf(bar, "accession"), "26-H-10002, STJ");
}

TEST(IdentityBar, TheWarningStaysAlsoOverASlideOfNoCase) {
  IdentityBar bar;
  bar.setOthersOpen(true);
  EXPECT_FALSE(bar.isHidden());
  EXPECT_FALSE(bar.findChild<QLabel*>("warning")->isHidden());
  EXPECT_EQ(textOf(bar, "patient"), "This slide belongs to no case");
  bar.setOthersOpen(false);
  EXPECT_TRUE(bar.isHidden());
}

TEST(IdentityBar, TellsPatientsApart) {
  EXPECT_FALSE(ofDifferentPatients({}));
  EXPECT_FALSE(ofDifferentPatients({ownerOf(2, 2)}));
  EXPECT_FALSE(ofDifferentPatients({ownerOf(2, 2), ownerOf(3, 2)})) << "two cases of one patient";
  EXPECT_TRUE(ofDifferentPatients({ownerOf(2, 2), ownerOf(3, 3)}));
  EXPECT_TRUE(ofDifferentPatients({ownerOf(2, 0), ownerOf(3, 0)})) << "nobody knows whether they are the same";
  EXPECT_FALSE(ofDifferentPatients({ownerOf(2, 0), ownerOf(2, 0)}));
  EXPECT_TRUE(ofDifferentPatients({ownerOf(2, 2), SlideOwner{}}));
}

}  // namespace
}  // namespace snitt
