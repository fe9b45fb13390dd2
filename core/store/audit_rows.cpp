#include "core/store/actor_p.h"
#include "core/store/audit_p.h"
#include "core/text/identity.h"

namespace snitt {

namespace {

std::string refusalOf(const Actor& actor, Permission permission) {
  if (actor.person.empty())
    return "nobody has signed in at the account " + actor.account + ", which several persons share: sign in first";
  const Role role = roleFor(permission);
  std::string message = actor.name + " may not " + std::string(toText(permission));
  if (permission == Permission::unmask && actor.unmask) return message + ": an administrator has switched that off";
  return message + ": that takes the role " + std::string(toText(role));
}

}  // namespace

void appendAudit(const StoreDatabase& database, const Actor& actor, const AuditEntry& entry) {
  Statement last = statementOf(database, "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1");
  const bool any = last.executeStep();
  const std::int64_t seq = any ? last.getColumn(0).getInt64() + 1 : 1;
  const AuditRow row =
      auditRow(seq, any ? last.getColumn(1).getString() : std::string(kFirstHash), actor, utcNow(), entry);
  execute(database, "INSERT INTO audit (seq, row, hash, subject) VALUES (?, ?, ?, ?)", row.seq, row.row, row.hash,
          row.subject);
}

Error refuse(Connection& connection, const Actor& actor, const AuditEntry& entry, std::string message) {
  const auto logged = inDatabase(connection.file, [&]() -> Result<void> {
    SQLite::Transaction transaction(connection.database, SQLite::TransactionBehavior::IMMEDIATE);
    appendAudit(connection.database, actor, entry);
    transaction.commit();
    return {};
  });
  // Refused it is in any case; that it could not be written down is what the person can do something about.
  if (!logged) message += " (and this refusal could not be logged: " + logged.error().message + ")";
  return {ErrorKind::refused, std::move(message)};
}

Result<void> requirePermission(Connection& connection, const Actor& actor, Permission permission,
                               const std::string& subject) {
  // What an administrator has taken away meanwhile is gone at once, also for a program that runs for weeks.
  const auto now =
      inDatabase(connection.file, [&]() -> Result<ActorNow> { return actorNow(connection.database, actor); });
  if (!now) return fail(now.error());
  if (!now->message.empty()) {
    Actor before = actor;
    before.person = now->person;
    return fail(refuse(connection, before, {"refused", subject, {{"reason", now->reason}}}, now->message));
  }
  if (now->actor.may(permission)) return {};
  return fail(refuse(connection, actor, {"refused", subject, {{"permission", std::string(toText(permission))}}},
                     refusalOf(now->actor, permission)));
}

}  // namespace snitt
