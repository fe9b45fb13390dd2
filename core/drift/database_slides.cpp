#include "core/drift/database_slides.h"

#include <algorithm>

#include "core/store/score_history.h"

namespace snitt::drift {

Result<std::vector<Observation>> readDatabaseSlides(const Store& store, const DatabaseRequest& request,
                                                    const std::stop_token& stop) {
  std::vector<Observation> observations;
  std::optional<Error> fault;
  const auto add = [&](Observation one, const PastOrigin& origin, const std::string& time) {
    if (!origin.scanner.empty()) one.scanner = origin.scanner;
    one.patient = static_cast<std::size_t>(origin.patient);
    const auto control = std::ranges::find(request.controlCases, origin.labCase, &ControlCase::id);
    if (control != request.controlCases.end())
      one.control = origin.glass.empty() ? control->name : control->name + " " + origin.glass;
    const auto day = dayIn(time);
    if (!day) {
      fault = day.error();
      return;
    }
    one.day = *day;
    observations.push_back(std::move(one));
  };
  const ScoreHistory history(store);
  const auto read = history.scores(request.bundleSha256, [&](PastScore&& past) {
    add(observationOf(past.score), past.origin, past.score.run.started);
    return !fault && !stop.stop_requested();
  });
  if (!read) return fail(read.error());
  if (stop.stop_requested()) return fail(ErrorKind::cancelled, "reading the database was stopped");
  const auto unscored = history.chosenUnscored(request.bundleSha256, request.chosenBefore,
                                               [&](ChosenUnscored&& one) { add({}, one.origin, one.chosen); });
  if (!unscored) return fail(unscored.error());
  if (fault) return failIn(store.file().string(), *fault);
  return observations;
}

}  // namespace snitt::drift
