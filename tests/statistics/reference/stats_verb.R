# What `snitt stats` is to write of R's own tables, in the shape of its JSON: an object whose keys are numbers holds some
# entries of an array (from 0). Columns as they are in the tables, so that each analysis leaves out its own rows.
source("common.R")
suppressPackageStartupMessages({
  library(cmprsk)
  library(psych)
  library(riskRegression)
  library(prodlim)
})
invisible(Sys.setlocale("LC_COLLATE", "C"))  # levels in the order of their bytes

tight <- suppressWarnings(coxph.control(eps = 1e-14, iter.max = 50))
z <- qnorm(0.975)
some <- function(n, count = 5) unique(round(seq(1, n, length.out = count)))
entries <- function(index, one) setNames(lapply(index, one), index - 1)
test_of <- function(chi2, df) list(chi2 = chi2, df = df, p = pchisq(chi2, df, lower.tail = FALSE))

km_group <- function(name, time, event, until, horizons, conf) {
  fit <- survfit(Surv(time, event) ~ 1, conf.type = conf)
  table <- summary(fit, rmean = until)$table
  at <- function(h) {
    if (h > max(time) && min(fit$surv) > 0) return(list(time = h, survival = NA, stdErr = NA, lower95 = NA, upper95 = NA))
    s <- summary(fit, times = h, extend = TRUE)  # beyond the last time once all have died
    list(time = h, atRisk = s$n.risk, survival = s$surv, stdErr = s$std.err, lower95 = s$lower, upper95 = s$upper)
  }
  list(group = name, n = fit$n, events = sum(fit$n.event), median = table[["median"]], lower95 = table[["0.95LCL"]],
       upper95 = table[["0.95UCL"]], rmean = table[["rmean"]], rmeanStdErr = table[["se(rmean)"]], rmeanUntil = until,
       horizons = lapply(horizons, at),
       curve = entries(some(length(fit$time)), function(i)
         list(time = fit$time[i], atRisk = fit$n.risk[i], events = fit$n.event[i], censored = fit$n.censor[i],
              survival = fit$surv[i], stdErr = (fit$surv * fit$std.err)[i], lower95 = fit$lower[i],
              upper95 = fit$upper[i])))
}

survival_of <- function(time, event, group, stratum = NULL, horizons, conf = "log-log") {
  keep <- !is.na(group)
  names <- sort(unique(group[keep]))
  km <- lapply(names, function(g) {
    i <- keep & group == g
    km_group(as.character(g), time[i], event[i], max(time[keep]), horizons, conf)
  })
  s <- if (is.null(stratum)) rep(1, length(time)) else stratum
  keep <- keep & !is.na(s)
  fit <- survdiff(Surv(time[keep], event[keep]) ~ group[keep] + strata(s[keep]))
  observed <- if (is.matrix(fit$obs)) rowSums(fit$obs) else fit$obs
  expected <- if (is.matrix(fit$exp)) rowSums(fit$exp) else fit$exp
  logrank <- test_of(fit$chisq, length(names) - 1)
  logrank$dropped <- sum(!keep)
  logrank$groups <- lapply(seq_along(names), function(i)
    list(group = as.character(names[i]), n = unname(c(fit$n)[i]), observed = observed[i], expected = expected[i]))
  if (is.numeric(names)) {
    w <- seq_along(names) - 1
    logrank$trend <- test_of(sum(w * (observed - expected))^2 / c(t(w) %*% fit$var %*% w), 1)
  }
  list(n = sum(!is.na(time) & !is.na(event)), events = sum(event, na.rm = TRUE), km = km, logrank = logrank)
}

# `x`: a data frame of covariates; texts and factors become columns of 0 and 1, so that there is a mean of each.
cox_of <- function(time, event, x, ties = "efron", stratum = NULL, id = NULL, horizons) {
  keep <- stats::complete.cases(x)
  d <- cbind(data.frame(time, event, stratum = if (is.null(stratum)) 1 else stratum)[keep, ], x[keep, , drop = FALSE])
  if (!is.null(id)) d$id <- id[keep]
  names(d)[-(1:3)] <- c(paste0("v.", names(x)), if (!is.null(id)) "id")
  terms <- paste0("`v.", names(x), "`")
  more <- c(if (!is.null(stratum)) "strata(stratum)", if (!is.null(id)) "cluster(id)")
  fit <- suppressWarnings(coxph(as.formula(paste("Surv(time, event) ~", paste(c(terms, more), collapse = " + "))), d,
                                ties = ties, control = tight, x = TRUE, model = TRUE))
  s <- summary(fit)
  names <- unlist(lapply(names(x), function(name) {
    if (is.numeric(x[[name]])) return(name)
    paste0(name, "=", levels(factor(d[[paste0("v.", name)]]))[-1])
  }))
  zph <- cox.zph(fit, "km")$table
  # The same model of plain columns, for a patient with the mean of each.
  columns <- as.data.frame(unclass(fit$x))
  names(columns) <- paste0("c", seq_along(names))
  plain <- suppressWarnings(coxph(as.formula(paste("Surv(time, event) ~", paste(c(names(columns), more), collapse = " + "))),
                                  cbind(d[, names(d) %in% c("time", "event", "stratum", "id")], columns), ties = ties,
                                  control = tight, x = TRUE, model = TRUE))
  curve <- survfit(plain, newdata = as.data.frame(as.list(colMeans(columns))), conf.type = "log-log")
  at <- summary(curve, times = horizons)
  strata <- if (is.null(stratum)) rep("all", length(at$time)) else sub(".*=", "", as.character(at$strata))
  list(cox = list(
         n = fit$n, events = fit$nevent, dropped = sum(!keep), ties = ties, loglik = fit$loglik,
         coefficients = lapply(seq_along(names), function(i) {
           one <- list(name = names[i], beta = unname(coef(fit)[i]), se = sqrt(vcov(fit)[i, i]),
                       hr = unname(exp(coef(fit)[i])), lower95 = s$conf.int[i, 3], upper95 = s$conf.int[i, 4],
                       z = s$coefficients[i, "z"], p = s$coefficients[i, "Pr(>|z|)"])
           if (!is.null(id)) one$naiveSe <- sqrt(fit$naive.var[i, i])
           one
         }),
         likelihoodRatio = test_of(s$logtest[["test"]], s$logtest[["df"]]),
         score = test_of(s$sctest[["test"]], s$sctest[["df"]]),
         wald = test_of(fit$wald.test, s$waldtest[["df"]]),
         means = setNames(as.list(unname(colMeans(columns))), names),
         strata = lapply(unname(split(seq_along(at$time), strata)), function(i)
           list(atMeans = lapply(i, function(j) list(time = at$time[j], survival = at$surv[j], se = at$std.err[j]))))),
       schoenfeld = lapply(seq_len(nrow(zph)), function(i)
         list(name = gsub("`|v\\.", "", rownames(zph)[i]), chi2 = zph[i, 1], df = zph[i, 2], p = zph[i, 3])))
}

concordance_of <- function(time, event, scores, stratum = NULL, id = NULL, horizons = NULL) {
  keep <- stats::complete.cases(scores)
  d <- cbind(data.frame(time, event, stratum = if (is.null(stratum)) 1 else stratum)[keep, ], scores[keep, , drop = FALSE])
  if (!is.null(id)) d$id <- id[keep]
  about <- function(name, timewt) {
    f <- as.formula(paste0("Surv(time, event) ~ `", name, "`", if (!is.null(stratum)) " + strata(stratum)"))
    arguments <- list(f, d, reverse = TRUE, timewt = timewt)
    if (!is.null(id)) arguments$cluster <- d$id
    fit <- do.call(concordance, arguments)
    c <- unname(fit$concordance)
    list(c = c, se = sqrt(fit$var), lower95 = c - z * sqrt(fit$var), upper95 = c + z * sqrt(fit$var))
  }
  difference <- function(timewt) {
    fixed <- function(name)
      do.call(coxph, list(as.formula(paste0("Surv(time, event) ~ `", name, "`")), d, init = 1, iter.max = 0))
    pair <- do.call(concordance, list(fixed(names(scores)[1]), fixed(names(scores)[2]), timewt = timewt))
    delta <- unname(pair$concordance[2] - pair$concordance[1])
    se <- sqrt(sum(c(1, -1) %o% c(1, -1) * pair$var))
    list(difference = delta, se = se, lower95 = delta - z * se, upper95 = delta + z * se, z = delta / se,
         p = 2 * pnorm(-abs(delta / se)))
  }
  both <- function(name) list(harrell = about(name, "n"), uno = about(name, "n/G2"))
  out <- c(list(score = names(scores)[1], n = nrow(d), events = sum(d$event), dropped = sum(!keep)), both(names(scores)[1]))
  if (ncol(scores) > 1) {
    out$others <- list(c(list(score = names(scores)[2]), both(names(scores)[2])))
    out$comparisons <- list(list(first = names(scores)[1], second = names(scores)[2], harrell = difference("n"),
                                 uno = difference("n/G2")))
  }
  if (is.null(horizons)) return(list(concordance = out))
  fit <- Score(lapply(scores[keep, , drop = FALSE], function(s) s / 1000), Hist(time, event) ~ 1, data = d, times = horizons,
               metrics = "auc", cens.model = "km", null.model = FALSE, contrasts = ncol(scores) > 1)
  rows <- as.data.frame(fit$AUC$score)
  if (ncol(scores) > 1) {
    contrasts <- as.data.frame(fit$AUC$contrasts)
    out$comparisons[[1]]$auc <- lapply(seq_along(horizons), function(h) {
      one <- contrasts[contrasts$times == horizons[h], ]
      list(horizon = horizons[h], auc = list(difference = one$delta.AUC, se = one$se, lower95 = one$lower,
                                             upper95 = one$upper, p = one$p))
    })
  }
  auc <- unlist(lapply(names(scores), function(name) lapply(horizons, function(h) {
    one <- rows[rows$model == name & rows$times == h, ]
    list(score = name, horizon = h, auc = one$AUC, se = one$se, lower95 = one$lower, upper95 = one$upper,
         cases = sum(d$time <= h & d$event == 1), controls = sum(d$time > h),
         censoredBefore = sum(d$time <= h & d$event == 0))
  })), recursive = FALSE)
  list(concordance = out, auc = auc)
}

competing_of <- function(time, cause, group, stratum, horizons) {
  causes <- sort(unique(cause[cause != ""]))
  number <- match(cause, causes, nomatch = 0)
  keep <- !is.na(group) & !is.na(stratum)
  tests <- cuminc(time[keep], number[keep], group[keep], stratum[keep])$Tests
  list(competing = list(n = sum(keep), dropped = sum(!keep), causes = lapply(seq_along(causes), function(c)
    list(cause = causes[c], events = sum(number[keep] == c), gray = test_of(tests[c, "stat"], tests[c, "df"]),
         groups = lapply(sort(unique(group[keep])), function(g) {
           i <- keep & group == g
           at <- timepoints(cuminc(time[i], number[i]), horizons)
           between <- survival:::survfit_confint(at$est[c, ], sqrt(at$var[c, ]), logse = FALSE, "log-log", 0.95)
           list(group = as.character(g), n = sum(i), horizons = lapply(seq_along(horizons), function(h)
             list(time = horizons[h], events = sum(number[i] == c & time[i] <= horizons[h]),
                  incidence = unname(at$est[c, h]), stdErr = sqrt(unname(at$var[c, h])),
                  lower95 = unname(between$lower[h]), upper95 = unname(between$upper[h]))))
         })))))
}

agreement_of <- function(a, b) {
  keep <- !is.na(a) & !is.na(b)
  d <- a[keep] - b[keep]
  levels <- sort(unique(c(a[keep], b[keep])))
  counts <- table(factor(a[keep], levels), factor(b[keep], levels))
  k <- suppressWarnings(cohen.kappa(unclass(counts), w = 1 - abs(outer(seq_along(levels), seq_along(levels), "-")) / (length(levels) - 1)))
  q <- suppressWarnings(cohen.kappa(unclass(counts)))
  icc <- ICC(cbind(a, b)[keep, ], lmer = FALSE)$results
  row <- function(type) with(icc[icc$type == type, ], list(value = ICC, lower95 = `lower bound`, upper95 = `upper bound`))
  test <- t.test(a[keep], b[keep], paired = TRUE)
  list(agreement = list(
    n = sum(keep), dropped = sum(!keep), classes = as.character(levels), table = unname(apply(unclass(counts), 1, list)),
    kappa = list(value = k$confid[1, 2], se = sqrt(k$var.kappa)), kappaLinear = list(value = k$confid[2, 2]),
    kappaQuadratic = list(value = q$confid[2, 2]), icc21 = row("ICC2"), icc31 = row("ICC3"),
    blandAltman = list(bias = list(value = mean(d), se = test$stderr, lower95 = test$conf.int[1], upper95 = test$conf.int[2]),
                       sd = sd(d), lowerLimit = list(value = mean(d) - z * sd(d)),
                       upperLimit = list(value = mean(d) + z * sd(d)))))
}

lung <- data_of("lung")
died <- as.numeric(lung$status == 2)
lung_all <- c(
  survival_of(lung$time, died, lung$ph.ecog, lung$sex, c(100, 365, 900)),
  cox_of(lung$time, died, lung[, c("age", "ph.ecog", "wt.loss")], stratum = lung$sex, horizons = c(100, 365, 900)),
  concordance_of(lung$time, died, lung[, c("age", "ph.ecog")], horizons = c(100, 365, 900)),
  agreement_of(lung$ph.karno, lung$pat.karno))
lung_all$agreement$table <- NULL

colon <- data_of("colon")
both <- colon
death <- subset(colon, etype == 2)
factors <- death[, c("rx", "age", "nodes", "differ")]
factors$differ <- factor(factors$differ)
colon_deaths <- c(
  survival_of(death$time, death$status, death$rx, NULL, c(365, 1825), "plain"),
  cox_of(death$time, death$status, factors, ties = "breslow", horizons = c(365, 1825)))
colon_both <- c(
  cox_of(both$time, both$status, both[, c("rx", "nodes")], id = both$id, horizons = c(365, 1825)),
  concordance_of(both$time, both$status, both["nodes"], id = both$id))
colon_strata <- concordance_of(death$time, death$status, death["nodes"], stratum = death$rx)

rotterdam <- data_of("rotterdam")
cause <- with(rotterdam, ifelse(recur == 1, "recurrence", ifelse(death == 1, "death", "")))
time <- with(rotterdam, ifelse(recur == 1, rtime, dtime))
rotterdam_all <- c(
  survival_of(time, as.numeric(cause != ""), rotterdam$size, rotterdam$meno, c(1826, 3652)),
  competing_of(time, cause, rotterdam$size, rotterdam$meno, c(1826, 3652)),
  cox_of(time, as.numeric(cause != ""), rotterdam[, c("size", "nodes", "grade")], stratum = rotterdam$meno,
         horizons = c(1826, 3652)))

write_json(list(lung = lung_all, colonDeaths = colon_deaths, colonBoth = colon_both, colonStrata = colon_strata,
                rotterdam = rotterdam_all))
