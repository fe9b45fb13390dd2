# Cumulative incidence and Gray's test of cmprsk 2.2, the same curves of survival's survfit (multi-state), and its log-log
# interval, which is put about cmprsk's variance (survfit's own is an infinitesimal jackknife: near, not the same).
source("common.R")
suppressPackageStartupMessages(library(cmprsk))

# The first of recurrence (1) or death (2). Who had no recurrence is followed to the end for death: in rotterdam `rtime`
# ends before `dtime` for some of them.
first_of <- function(recurred, recurrence_time, died, death_time)
  list(time = ifelse(recurred == 1, recurrence_time, death_time),
       cause = ifelse(recurred == 1, 1, ifelse(died == 1, 2, 0)))

rotterdam <- data_of("rotterdam")
rotterdam <- cbind(rotterdam, first_of(rotterdam$recur, rotterdam$rtime, rotterdam$death, rotterdam$dtime))
# Three causes: deaths without recurrence at 70 or older apart.
rotterdam$cause3 <- ifelse(rotterdam$cause == 2 & rotterdam$age >= 70, 3, rotterdam$cause)
# Whole years: nearly all times are ties.
rotterdam$years <- ceiling(rotterdam$time / 365.25)

colon <- data_of("colon")
recurrence <- colon[colon$etype == 1, ]
death <- colon[colon$etype == 2, ]
death <- death[match(recurrence$id, death$id), ]
colon <- cbind(recurrence[, c("rx", "sex", "node4", "extent")],
               first_of(recurrence$status, recurrence$time, death$status, death$time))

# Of one group: every figure at `times`, and the counts.
curves <- function(time, cause, times) {
  causes <- sort(unique(cause[cause > 0]))
  incidence <- timepoints(cuminc(time, cause), times)
  fit <- survfit(Surv(time, factor(cause, c(0, causes))) ~ 1)
  shown <- summary(fit, times = times, extend = TRUE)
  lapply(seq_along(causes), function(i) {
    est <- unname(incidence$est[i, ])
    var <- unname(incidence$var[i, ])
    between <- survival:::survfit_confint(est, sqrt(var), logse = FALSE, "log-log", 0.95)
    list(cause = causes[i], estimate = est, variance = var, lower = between$lower, upper = between$upper,
         survfit = ifelse(times > max(time), NA, shown$pstate[, i + 1]),
         events = sum(cause == causes[i]))
  })
}

# cmprsk's own p is 1 - pchisq(), which is 0 for the smallest.
tests <- function(...) {
  result <- cuminc(...)$Tests
  list(chi2 = result[, "stat"], df = result[, "df"],
       p = pchisq(result[, "stat"], result[, "df"], lower.tail = FALSE))
}

# The counts of survfit at every time, as sums that any difference would change.
counts <- function(time, cause) {
  fit <- survfit(Surv(time, factor(cause, 0:2)) ~ 1)
  w <- seq_along(fit$time)
  list(steps = length(fit$time), atRisk = sum(fit$n.risk[, 1] * w), events1 = sum(fit$n.event[, 2] * w),
       events2 = sum(fit$n.event[, 3] * w), censored = sum(fit$n.censor * w))
}

# Ten patients: 1 2+ 3 3+ 4 5+ 6 7+ 7 8+, causes 1 and 2 in turn; one group, and two of five.
ten <- data.frame(time = c(1, 2, 3, 3, 4, 5, 6, 7, 7, 8), cause = c(1, 0, 2, 0, 1, 0, 2, 0, 1, 0), group = rep(1:2, 5))

at <- c(30, 365.25, 1000, 1826, 3000, 1e6)
of <- function(data, keep, time, cause, times) curves(data[[time]][keep], data[[cause]][keep], times)
write_json(list(
  days = at, years = c(0.5, 1, 2, 5, 10, 15, 100),
  rotterdam0 = of(rotterdam, rotterdam$hormon == 0, "time", "cause", at),
  rotterdam1 = of(rotterdam, rotterdam$hormon == 1, "time", "cause", at),
  rotterdam3 = of(rotterdam, rotterdam$hormon == 1, "time", "cause3", at),
  rotterdamYears = of(rotterdam, rotterdam$hormon == 1, "years", "cause", c(0.5, 1, 2, 5, 10, 15, 100)),
  colonObs = of(colon, colon$rx == "Obs", "time", "cause", at),
  rotterdamCounts = counts(rotterdam$time, rotterdam$cause),
  tenCurves = curves(ten$time, ten$cause, c(0.5, 1, 3, 4.5, 6, 7, 8)),
  gray = list(
    hormon = with(rotterdam, tests(time, cause, hormon)),
    size = with(rotterdam, tests(time, cause, size)),
    three = with(rotterdam, tests(time, cause3, size)),
    years = with(rotterdam, tests(years, cause, size)),
    strata = with(rotterdam, tests(time, cause, hormon, paste(meno, grade))),
    yearsStrata = with(rotterdam, tests(years, cause, size, meno)),
    rx = with(colon, tests(time, cause, rx)),
    rxStrata = with(colon, tests(time, cause, rx, extent)),
    ten = with(ten, tests(time, cause, group))
  )))
