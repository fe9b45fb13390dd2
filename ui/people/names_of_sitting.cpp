#include "ui/people/names_of_sitting.h"

#include "ui/document/slide_names.h"
#include "ui/people/sitting.h"

namespace snitt {

namespace {

bool mayUnmask(const Sitting& sitting) {
  if (!sitting.actor().person.empty()) return sitting.actor().may(Permission::unmask);
  // A database that lets nobody of this account in is a database all the same.
  return sitting.state() == Sitting::State::alone && sitting.why().isEmpty();
}

}  // namespace

void followSitting(SlideNames& names, const Sitting& sitting) {
  const auto tell = [&names, &sitting] { names.setUnmasked(mayUnmask(sitting)); };
  QObject::connect(&sitting, &Sitting::personChanged, &names, tell);
  QObject::connect(&sitting, &Sitting::stateChanged, &names, tell);
  tell();
}

}  // namespace snitt
