// What a Store holds.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "core/secrets/secrets.h"
#include "core/store/actor_p.h"
#include "core/store/audit_p.h"
#include "core/store/connection_p.h"
#include "core/store/store.h"

namespace snitt {

struct Store::Data {
  Connection connection;
  StoreOptions options;
  std::string uuid;                // of the database; empty in one of a schema before people
  std::optional<Secrets> secrets;  // nothing in such a one, and where it was opened to be looked over alone
  std::filesystem::path keyFile;
  Actor actor;
  // By person and fingerprint: at a shared account persons take turns.
  std::map<std::pair<std::string, std::string>, std::chrono::steady_clock::time_point> drawingLogged;

  // In a schema without persons there is nobody to ask, and no log.
  [[nodiscard]] bool hasPeople() const { return connection.schema >= kPeopleSchema; }
  [[nodiscard]] Result<void> require(Permission permission, const std::string& subject) {
    return hasPeople() ? requirePermission(connection, actor, permission, subject) : Result<void>();
  }
  // The actor as an administrator has left it meanwhile. Where that cannot be read, one without any right until it can.
  [[nodiscard]] Result<void> refreshActor() {
    if (!hasPeople()) return {};
    auto now =
        inDatabase(connection.file, [&]() -> Result<Actor> { return actorNow(connection.database, actor).actor; });
    actor = now ? std::move(*now) : withoutRights(actor);
    return now ? Result<void>() : Result<void>(fail(now.error()));
  }
};

}  // namespace snitt
