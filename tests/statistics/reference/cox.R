# Cox regressions of R's own data and of small made ones. R's convergence is tightened (eps 1e-14 instead of 1e-9), so that
# coefficients can be compared to 1e-9.
source("common.R")
invisible(Sys.setlocale("LC_COLLATE", "C"))  # levels in the order of their bytes

tight <- suppressWarnings(coxph.control(eps = 1e-14, iter.max = 50))
fit_of <- function(formula, data, ties = "efron")
  suppressWarnings(do.call(coxph, list(formula, data, ties = ties, control = tight, x = TRUE, y = TRUE, model = TRUE)))

figures_of <- function(fit) {
  s <- suppressWarnings(summary(fit))
  covariance <- vcov(fit)  # 0 where a coefficient is NA
  covariance[is.na(fit$coefficients), ] <- NA
  covariance[, is.na(fit$coefficients)] <- NA
  list(n = fit$n, events = fit$nevent, loglik = fit$loglik,
       beta = unname(fit$coefficients), se = unname(sqrt(diag(covariance))),
       naiveSe = if (is.null(fit$naive.var)) NULL else unname(sqrt(diag(fit$naive.var))),
       z = unname(s$coefficients[, "z"]), p = unname(s$coefficients[, "Pr(>|z|)"]),
       lower95 = unname(s$conf.int[, 3]), upper95 = unname(s$conf.int[, 4]),
       firstRow = unname(covariance[1, ]),
       likelihoodRatio = unname(s$logtest), score = unname(s$sctest), wald = c(fit$wald.test, unname(s$waldtest)[2:3]),
       robustScore = if (is.null(fit$rscore)) NULL else unname(s$robscore))
}

zph_of <- function(fit, transform) {
  table <- cox.zph(fit, transform)$table
  list(name = rownames(table), chi2 = unname(table[, 1]), df = unname(table[, 2]), p = unname(table[, 3]))
}

# Every 97th row, from 0, and the sums of squares of all.
residuals_of <- function(fit, events = 29) {
  rows <- seq(1, fit$n, by = 97)
  score <- as.matrix(residuals(fit, "score"))
  dfbeta <- as.matrix(residuals(fit, "dfbeta"))
  schoenfeld <- as.matrix(residuals(fit, "schoenfeld"))
  scaled <- as.matrix(residuals(fit, "scaledsch"))
  picked <- seq(1, nrow(schoenfeld), by = events)
  list(martingale = unname(residuals(fit, "martingale")[rows]), deviance = unname(residuals(fit, "deviance")[rows]),
       score = unname(score[rows, ]), dfbeta = unname(dfbeta[rows, ]),
       squares = c(sum(residuals(fit, "martingale")^2), sum(residuals(fit, "deviance")^2)),
       scoreSquares = unname(colSums(score^2)), dfbetaSquares = unname(colSums(dfbeta^2)),
       schoenfeld = unname(schoenfeld[picked, ]), scaled = unname(scaled[picked, ]),
       schoenfeldSquares = unname(colSums(schoenfeld^2)), scaledSquares = unname(colSums(scaled^2)))
}

# Every 60th time of each curve.
curves_of <- function(fit, newdata, every = 60) {
  curve <- survfit(fit, newdata = newdata)
  lengths <- if (is.null(curve$strata)) length(curve$time) else unname(curve$strata)
  ends <- cumsum(lengths)
  base <- basehaz(fit, centered = FALSE)
  lapply(seq_along(lengths), function(i) {
    all <- seq(ends[i] - lengths[i] + 1, ends[i])
    k <- all[seq(1, length(all), by = every)]
    list(size = length(all), time = curve$time[k], atRisk = curve$n.risk[k], events = curve$n.event[k],
         cumHazard = unname(curve$cumhaz[k]), se = unname(curve$std.err[k]), survival = unname(curve$surv[k]),
         lower95 = unname(curve$lower[k]), upper95 = unname(curve$upper[k]), base = base$hazard[k])
  })
}

everything <- function(fit, newdata)
  list(fit = figures_of(fit),
       zph = lapply(c(km = "km", identity = "identity", rank = "rank", log = "log"), function(t) zph_of(fit, t)),
       residuals = residuals_of(fit), curves = curves_of(fit, newdata))

colon <- data_of("colon")
colon2 <- na.omit(subset(colon, etype == 2)[, c("time", "status", "rx", "age", "sex", "nodes", "differ", "extent")])
patient <- data.frame(rx = "Lev", age = 61, sex = 1, nodes = 4, differ = 2, extent = 3)
full <- Surv(time, status) ~ rx + age + sex + nodes + differ + extent
stratified <- Surv(time, status) ~ rx + age + nodes + differ + extent + strata(sex)
both <- na.omit(colon[, c("id", "etype", "time", "status", "rx", "age", "nodes")])
cluster <- fit_of(Surv(time, status) ~ rx + age + nodes + cluster(id), both)
cluster_strata <- fit_of(Surv(time, status) ~ rx + age + nodes + strata(etype) + cluster(id), both)

lung <- na.omit(data_of("lung")[, c("time", "status", "age", "sex", "ph.ecog", "wt.loss")])
lung$status <- lung$status - 1
lung_full <- Surv(time, status) ~ age + sex + ph.ecog + wt.loss

# Months: many ties.
rotterdam <- data_of("rotterdam")
rotterdam$month <- floor(rotterdam$dtime / 30)
months <- Surv(month, death) ~ age + size + grade + nodes + pgr + er + hormon + chemo
woman <- data.frame(age = 50, size = "20-50", grade = 3, nodes = 2, pgr = 100, er = 50, hormon = 0, chemo = 1)

# log has no value at the events of month 0.
rotterdam_of <- function(ties) {
  fit <- fit_of(months, rotterdam, ties = ties)
  list(fit = figures_of(fit), zph = lapply(c(km = "km", identity = "identity", rank = "rank"), function(t) zph_of(fit, t)),
       residuals = residuals_of(fit, 97), curves = curves_of(fit, woman, 20))
}

smaller <- fit_of(Surv(time, status) ~ age, lung)
larger <- fit_of(lung_full, lung)
nested <- anova(smaller, larger)

made <- data.frame(time = c(1, 2, 3, 3, 4, 5, 6, 7, 7, 8), event = c(1, 0, 1, 0, 1, 0, 1, 0, 1, 0),
                   x = c(1, 0, 1, 1, 0, 0, 1, 0, 1, 0), y = c(2, 7, 1, 8, 2, 8, 1, 8, 2, 8))
made$c <- 5
made$twice <- 2 * made$x + 1
made$sum <- made$x + made$y
pairs <- data.frame(time = 1:6, event = c(1, 1, 0, 1, 1, 1), x = c(3, 1, 4, 1, 5, 9), late = c(0, 0, 0, 0, 0, 1))
separated <- data.frame(time = 1:8, event = c(1, 1, 1, 1, 0, 0, 0, 0), x = rep(1:0, each = 4),
                        y = c(3, 1, 4, 1, 5, 9, 2, 6))

write_json(list(
  colonEfron = everything(fit_of(full, colon2), patient),
  colonBreslow = everything(fit_of(full, colon2, ties = "breslow"), patient),
  colonStrata = everything(fit_of(stratified, colon2), patient[names(patient) != "sex"]),  # a curve for either sex
  cluster = list(fit = figures_of(cluster), zph = list(km = zph_of(cluster, "km")), residuals = residuals_of(cluster, 97),
                 curves = curves_of(cluster, patient, 120)),
  clusterStrata = list(fit = figures_of(cluster_strata), zph = list(km = zph_of(cluster_strata, "km")),
                       curves = curves_of(cluster_strata, patient, 120)),
  lungEfron = everything(fit_of(lung_full, lung), data.frame(age = 70, sex = 2, ph.ecog = 1, wt.loss = 5)),
  lungBreslow = list(fit = figures_of(fit_of(lung_full, lung, ties = "breslow"))),
  rotterdamEfron = rotterdam_of("efron"),
  rotterdamBreslow = rotterdam_of("breslow"),
  nested = list(chi2 = nested$Chisq[2], df = nested$Df[2], p = nested[["Pr(>|Chi|)"]][2]),
  made = list(
    plain = figures_of(fit_of(Surv(time, event) ~ x + y, made)),
    constant = figures_of(fit_of(Surv(time, event) ~ c + x + y, made)),
    collinear = figures_of(fit_of(Surv(time, event) ~ x + twice + y + sum, made)),
    allTied = figures_of(fit_of(Surv(rep(3, 10), event) ~ x + y, made)),
    allTiedBreslow = figures_of(fit_of(Surv(rep(3, 10), event) ~ x + y, made, ties = "breslow")),
    timeZero = figures_of(fit_of(Surv(floor(time / 3), event) ~ x + y, made)),
    noEvents = figures_of(fit_of(Surv(time, rep(0, 10)) ~ x + y, made)),
    lateOnly = figures_of(fit_of(Surv(time, event) ~ x + late, pairs)),
    separatedLoglik = fit_of(Surv(time, event) ~ x + y, separated)$loglik,
    separatedRest = unname(fit_of(Surv(time, event) ~ x + y, separated)$coefficients[2]))))
