# Kaplan–Meier, Nelson–Aalen and log-rank figures.
source("common.R")

colon <- subset(data_of("colon"), etype == 2)
lung <- data_of("lung")
rotterdam <- data_of("rotterdam")

curve <- function(fit, times) {
  s <- summary(fit, times = times, extend = FALSE)
  list(time = s$time, atRisk = s$n.risk, survival = s$surv, stdErr = s$std.err, lower = s$lower, upper = s$upper)
}

one <- function(time, event, conf.type, until) {
  fit <- survfit(Surv(time, event) ~ 1, conf.type = conf.type)
  rows <- unique(round(seq(1, length(fit$time), length.out = 12)))
  table <- summary(fit, rmean = until)$table
  q <- quantile(fit, c(0.1, 0.25, 0.5))
  split <- survfit(Surv(time, event) ~ 1, ctype = 2)
  list(n = fit$n, events = sum(fit$n.event), rows = length(fit$time),
       time = fit$time[rows], atRisk = fit$n.risk[rows], died = fit$n.event[rows], censored = fit$n.censor[rows],
       survival = fit$surv[rows], stdErr = (fit$surv * fit$std.err)[rows], lower = fit$lower[rows],
       upper = fit$upper[rows], median = unname(table[["median"]]), medianLower = unname(table[["0.95LCL"]]),
       medianUpper = unname(table[["0.95UCL"]]), until = until, rmean = unname(table[["rmean"]]),
       rmeanStdErr = unname(table[["se(rmean)"]]), quantile = unname(q$quantile), quantileLower = unname(q$lower),
       quantileUpper = unname(q$upper), hazard = fit$cumhaz[rows], hazardStdErr = fit$std.chaz[rows],
       splitHazard = split$cumhaz[rows], splitStdErr = split$std.chaz[rows])
}

types <- c("plain", "log", "log-log", "logit", "arcsin")
every <- function(time, event, until) setNames(lapply(types, function(t) one(time, event, t, until)), types)

tests <- function(time, event, group, stratum = NULL) {
  fit <- if (is.null(stratum)) survdiff(Surv(time, event) ~ group) else
    survdiff(Surv(time, event) ~ group + strata(stratum))
  observed <- if (is.matrix(fit$obs)) rowSums(fit$obs) else fit$obs
  expected <- if (is.matrix(fit$exp)) rowSums(fit$exp) else fit$exp
  score <- seq_along(observed) - 1
  trend <- sum(score * (observed - expected))^2 / c(t(score) %*% fit$var %*% score)
  list(observed = observed, expected = expected, covariance = as.vector(fit$var), chi2 = fit$chisq,
       df = length(observed) - 1, p = pchisq(fit$chisq, length(observed) - 1, lower.tail = FALSE),
       trend = trend, trendP = pchisq(trend, 1, lower.tail = FALSE))
}

sick <- !is.na(lung$ph.ecog)
write_json(list(
  km = list(colon = every(colon$time, colon$status, 3000),
            lung = every(lung$time, lung$status == 2, 1022),
            rotterdam = every(rotterdam$dtime, rotterdam$death, 5000)),
  logrank = list(
    colon = tests(colon$time, colon$status, factor(colon$rx)),
    colonBySex = tests(colon$time, colon$status, factor(colon$rx), colon$sex),
    lung = tests(lung$time[sick], (lung$status == 2)[sick], lung$ph.ecog[sick]),
    rotterdam = tests(rotterdam$dtime, rotterdam$death, rotterdam$grade, rotterdam$meno))))
