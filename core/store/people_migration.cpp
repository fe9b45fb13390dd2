#include "core/store/people_migration_p.h"

#include <vector>

#include <fmt/format.h>

#include "core/os/os.h"
#include "core/store/actor_p.h"
#include "core/store/audit_p.h"
#include "core/store/key_place.h"
#include "core/store/score_path_p.h"
#include "core/text/identity.h"

namespace snitt {

namespace {

struct SlideFileRow {
  SlideStamp stamp;
  std::string fingerprint;
  std::string sha256;
};

std::vector<SlideFileRow> slideFiles(const StoreDatabase& database) {
  std::vector<SlideFileRow> rows;
  Statement row = statementOf(database, "SELECT path, size_bytes, modified, fingerprint, sha256 FROM slide_file");
  while (row.executeStep())
    rows.push_back({{row.getColumn(0).getString(), row.getColumn(1).getInt64(), row.getColumn(2).getString()},
                    row.getColumn(3).getString(),
                    row.getColumn(4).getString()});
  return rows;
}

void markSlideFiles(const StoreDatabase& database, const Secrets& secrets, const std::vector<SlideFileRow>& rows) {
  for (const SlideFileRow& row : rows) {
    const std::string mark = secrets.mark("path", row.stamp.path);
    execute(database,
            "INSERT INTO slide_file (path_mark, size_bytes, modified, fingerprint, sha256) VALUES (?, ?, ?, ?, ?)",
            Blob{mark}, row.stamp.sizeBytes, row.stamp.modified, row.fingerprint, row.sha256);
  }
}

void sealScorePaths(const StoreDatabase& database, const Secrets& secrets) {
  std::vector<std::int64_t> ids;
  Statement all = statementOf(database, "SELECT id FROM score");
  while (all.executeStep()) ids.push_back(all.getColumn(0).getInt64());
  for (const std::int64_t id : ids) {
    Statement row = statementOf(
        database, "SELECT score.json, run.uuid FROM score JOIN run ON run.id = score.run_id WHERE score.id = ?", id);
    if (!row.executeStep()) continue;
    const auto split = splitPath(row.getColumn(0).getString());
    if (!split) continue;
    const std::string sealed = secrets.seal(split->path, scorePathPlace(row.getColumn(1).getString()));
    execute(database, "UPDATE score SET json = ?, path = ? WHERE id = ?", split->json, Blob{sealed}, id);
  }
}

}  // namespace

Result<void> migrateToPeople(const std::filesystem::path& file, StoreDatabase& database, bool isNew,
                             const StoreOptions& options, const std::function<void()>& runSql) {
  // The key goes to the account that does this. Were it another one than the owner's, the owner would be the only
  // administrator and yet locked out.
  const std::string owner = options.ownerOf(file);
  if (owner != os::accountName())
    return fail(ErrorKind::refused, fmt::format("the database {} has no persons yet and belongs to the account {}, who "
                                                "becomes its administrator: only {} can open it now",
                                                file.string(), owner, owner));
  const std::vector<SlideFileRow> files = slideFiles(database);
  runSql();
  const std::string uuid = randomUuid();
  const Secrets secrets = Secrets::generate();
  execute(database, "INSERT INTO setting (name, value) VALUES ('uuid', ?), ('key', ?)", uuid, secrets.id());
  markSlideFiles(database, secrets, files);
  sealScorePaths(database, secrets);
  addFirstPerson(database, options.account,
                 isNew ? "made the database" : "owns the database, which had no persons yet");
  // Last: whatever fails before it leaves nothing behind.
  auto placed = placeKey(secrets, uuid, options);
  if (!placed) return fail(placed.error());
  return {};
}

}  // namespace snitt
