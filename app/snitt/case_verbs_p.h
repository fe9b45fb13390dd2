// What the verbs of `snitt case` share.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "app/snitt/database_option.h"
#include "app/snitt/outcome.h"
#include "app/snitt/tell_p.h"
#include "core/store/cases.h"
#include "core/text/visible.h"

namespace snitt::app {

using Json = nlohmann::ordered_json;

// What a verb does with the database, told as one sentence or as JSON.
struct Told {
  Json json;
  std::string text;
};

template <class Body>
ExitCode withStore(const Session& session, const Body& body) {
  auto store = openNeeded(session.options());
  if (!store) return complain(store.error());
  const Result<Told> told = body(*store);
  if (!told) return complain(told.error());
  tell(session, told->json, told->text);
  return allDone;
}

template <class Body>
ExitCode withCases(const Session& session, const Body& body) {
  return withStore(session, [&](Store& store) {
    Cases cases(store);
    return body(cases);
  });
}

inline Result<CaseName> nameOf(const std::string& text) {
  const auto name = caseNameOf(text);
  if (!name) return fail(ErrorKind::usage, "\"" + visibleText(text) + "\" names no case: write SITE:ACCESSION");
  return *name;
}

inline Result<CaseId> idOf(const Cases& cases, const std::string& text) {
  const auto name = nameOf(text);
  if (!name) return fail(name.error());
  return cases.find(*name);
}

}  // namespace snitt::app
