"""The grammar behind `tracker.deadlines.phrases`.

Low to high: normalise, vocabulary, tokens, cursor; then points in time (numbers, days, points, spans); how often and
where in a period (cycles, anchors); whole phrases (remarks, sentences, relatives, parts); their meaning (years,
recurring, meanings). `refusals` holds the reasons for which a phrase gets no day.
"""
