-- What a screen passes by chance in one lot of twenty with so many bids. One row per number of bids from 3 to 20; more count as 20.
-- From 200,000 lots each whose firms reckon for themselves, with prices spread evenly over 30 % and, for a second time, along a bell curve of
-- the same width: the stricter of the two stands. test/screens.test.ts draws them again. Nothing here is of any record.

create table peers.chance_limit as

select *, coalesce(lead(of_bids) over (order by of_bids) - 1, 2147483647) as up_to_bids
from (values
    (3, 0.0171, null, -1.716, 26.87, 19.00, 1.900, 0.642),
    (4, 0.0258, 3.59, -1.739, 6.62, 6.94, 2.329, 0.593),
    (5, 0.0316, 3.50, -1.570, 4.01, 5.45, 2.580, 0.542),
    (6, 0.0359, 3.32, -1.428, 3.13, 5.15, 2.815, 0.498),
    (7, 0.0391, 3.12, -1.321, 2.69, 5.16, 3.046, 0.473),
    (8, 0.0418, 2.94, -1.252, 2.43, 5.30, 3.284, 0.451),
    (9, 0.0440, 2.75, -1.183, 2.21, 5.41, 3.486, 0.434),
    (10, 0.0456, 2.63, -1.134, 2.09, 5.63, 3.716, 0.420),
    (11, 0.0472, 2.50, -1.081, 1.96, 5.78, 3.911, 0.407),
    (12, 0.0485, 2.39, -1.049, 1.90, 6.07, 4.153, 0.398),
    (13, 0.0498, 2.29, -1.013, 1.81, 6.23, 4.338, 0.390),
    (14, 0.0506, 2.21, -0.977, 1.75, 6.47, 4.553, 0.382),
    (15, 0.0516, 2.14, -0.947, 1.71, 6.68, 4.751, 0.375),
    (16, 0.0523, 2.09, -0.924, 1.67, 6.89, 4.947, 0.371),
    (17, 0.0531, 2.03, -0.897, 1.63, 7.11, 5.145, 0.365),
    (18, 0.0538, 1.97, -0.872, 1.58, 7.28, 5.314, 0.361),
    (19, 0.0544, 1.91, -0.852, 1.55, 7.49, 5.507, 0.357),
    (20, 0.0550, 1.88, -0.834, 1.53, 7.75, 5.719, 0.354)
) as limits (of_bids, usual_variation, usual_kurtosis, usual_skewness, usual_spread_distance, usual_gap_distance, usual_average_distance, usual_unevenness)
