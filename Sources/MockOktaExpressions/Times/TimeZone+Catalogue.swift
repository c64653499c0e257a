/// The time zones of the time zone database (public domain) by their standard offset, in minutes east of UTC.
///
/// Differs: time zones whose daylight saving time follows none of these four rules have none here (the Azores and other
/// European time zones have).
extension TimeZone {
    static let catalogue: [(rule: SummerTime?, minutes: Int, names: String)] = [
        (nil, -720, "Etc/GMT+12"),
        (nil, -660, "Etc/GMT+11 Pacific/Midway Pacific/Niue Pacific/Pago_Pago Pacific/Samoa US/Samoa"),
        (
            nil, -600,
            "Etc/GMT+10 HST Pacific/Honolulu Pacific/Johnston Pacific/Rarotonga Pacific/Tahiti US/Hawaii"
        ),
        (nil, -570, "Pacific/Marquesas"),
        (nil, -540, "Etc/GMT+9 Pacific/Gambier"),
        (nil, -480, "Etc/GMT+8 Pacific/Pitcairn"),
        (
            nil, -420,
            """
            America/Creston America/Dawson America/Dawson_Creek America/Fort_Nelson America/Hermosillo \
            America/Mazatlan America/Phoenix America/Whitehorse Canada/Yukon Etc/GMT+7 MST Mexico/BajaSur \
            US/Arizona
            """
        ),
        (
            nil, -360,
            """
            America/Bahia_Banderas America/Belize America/Chihuahua America/Costa_Rica America/El_Salvador \
            America/Guatemala America/Managua America/Merida America/Mexico_City America/Monterrey \
            America/Regina America/Swift_Current America/Tegucigalpa Canada/Saskatchewan Etc/GMT+6 \
            Mexico/General Pacific/Galapagos Chile/EasterIsland Pacific/Easter
            """
        ),
        (
            nil, -300,
            """
            America/Atikokan America/Bogota America/Cancun America/Cayman America/Coral_Harbour \
            America/Eirunepe America/Guayaquil America/Jamaica America/Lima America/Panama \
            America/Porto_Acre America/Rio_Branco Brazil/Acre EST Etc/GMT+5 Jamaica America/Havana Cuba
            """
        ),
        (
            nil, -240,
            """
            America/Anguilla America/Antigua America/Aruba America/Barbados America/Blanc-Sablon \
            America/Boa_Vista America/Campo_Grande America/Caracas America/Cuiaba America/Curacao \
            America/Dominica America/Grenada America/Guadeloupe America/Guyana America/Kralendijk \
            America/La_Paz America/Lower_Princes America/Manaus America/Marigot America/Martinique \
            America/Montserrat America/Port_of_Spain America/Porto_Velho America/Puerto_Rico \
            America/Santiago America/Santo_Domingo America/St_Barthelemy America/St_Kitts America/St_Lucia \
            America/St_Thomas America/St_Vincent America/Tortola America/Virgin Brazil/West \
            Chile/Continental Etc/GMT+4
            """
        ),
        (
            nil, -180,
            """
            America/Araguaina America/Argentina/Buenos_Aires America/Argentina/Catamarca \
            America/Argentina/ComodRivadavia America/Argentina/Cordoba America/Argentina/Jujuy \
            America/Argentina/La_Rioja America/Argentina/Mendoza America/Argentina/Rio_Gallegos \
            America/Argentina/Salta America/Argentina/San_Juan America/Argentina/San_Luis \
            America/Argentina/Tucuman America/Argentina/Ushuaia America/Asuncion America/Bahia America/Belem \
            America/Buenos_Aires America/Catamarca America/Cayenne America/Cordoba America/Coyhaique \
            America/Fortaleza America/Jujuy America/Maceio America/Mendoza America/Montevideo \
            America/Paramaribo America/Punta_Arenas America/Recife America/Rosario America/Santarem \
            America/Sao_Paulo Antarctica/Palmer Antarctica/Rothera Atlantic/Stanley Brazil/East Etc/GMT+3
            """
        ),
        (
            nil, -120,
            """
            America/Godthab America/Noronha America/Nuuk America/Scoresbysund Atlantic/South_Georgia \
            Brazil/DeNoronha Etc/GMT+2
            """
        ),
        (nil, -60, "Atlantic/Cape_Verde Etc/GMT+1"),
        (
            nil, 0,
            """
            Africa/Abidjan Africa/Accra Africa/Bamako Africa/Banjul Africa/Bissau Africa/Conakry \
            Africa/Dakar Africa/Freetown Africa/Lome Africa/Monrovia Africa/Nouakchott Africa/Ouagadougou \
            Africa/Sao_Tome Africa/Timbuktu America/Danmarkshavn Atlantic/Reykjavik Atlantic/St_Helena \
            Etc/GMT Etc/GMT+0 Etc/GMT-0 Etc/GMT0 Etc/Greenwich Etc/UCT Etc/UTC Etc/Universal Etc/Zulu GMT \
            GMT+0 GMT-0 GMT0 Greenwich Iceland UCT UTC Universal Zulu Antarctica/Troll
            """
        ),
        (
            nil, 60,
            """
            Africa/Algiers Africa/Bangui Africa/Brazzaville Africa/Casablanca Africa/Douala Africa/El_Aaiun \
            Africa/Kinshasa Africa/Lagos Africa/Libreville Africa/Luanda Africa/Malabo Africa/Ndjamena \
            Africa/Niamey Africa/Porto-Novo Africa/Tunis Etc/GMT-1
            """
        ),
        (
            nil, 120,
            """
            Africa/Blantyre Africa/Bujumbura Africa/Cairo Africa/Gaborone Africa/Harare Africa/Johannesburg \
            Africa/Juba Africa/Khartoum Africa/Kigali Africa/Lubumbashi Africa/Lusaka Africa/Maputo \
            Africa/Maseru Africa/Mbabane Africa/Tripoli Africa/Windhoek Asia/Gaza Asia/Hebron Asia/Jerusalem \
            Asia/Tel_Aviv Egypt Etc/GMT-2 Europe/Kaliningrad Israel Libya Asia/Beirut
            """
        ),
        (
            nil, 180,
            """
            Africa/Addis_Ababa Africa/Asmara Africa/Asmera Africa/Dar_es_Salaam Africa/Djibouti \
            Africa/Kampala Africa/Mogadishu Africa/Nairobi Antarctica/Syowa Asia/Aden Asia/Amman \
            Asia/Baghdad Asia/Bahrain Asia/Damascus Asia/Istanbul Asia/Kuwait Asia/Qatar Asia/Riyadh \
            Etc/GMT-3 Europe/Istanbul Europe/Kirov Europe/Minsk Europe/Moscow Europe/Simferopol \
            Europe/Volgograd Indian/Antananarivo Indian/Comoro Indian/Mayotte Turkey W-SU
            """
        ),
        (nil, 210, "Asia/Tehran Iran"),
        (
            nil, 240,
            """
            Asia/Baku Asia/Dubai Asia/Muscat Asia/Tbilisi Asia/Yerevan Etc/GMT-4 Europe/Astrakhan \
            Europe/Samara Europe/Saratov Europe/Ulyanovsk Indian/Mahe Indian/Mauritius Indian/Reunion
            """
        ),
        (nil, 270, "Asia/Kabul"),
        (
            nil, 300,
            """
            Antarctica/Mawson Antarctica/Vostok Asia/Almaty Asia/Aqtau Asia/Aqtobe Asia/Ashgabat \
            Asia/Ashkhabad Asia/Atyrau Asia/Dushanbe Asia/Karachi Asia/Oral Asia/Qostanay Asia/Qyzylorda \
            Asia/Samarkand Asia/Tashkent Asia/Yekaterinburg Etc/GMT-5 Indian/Kerguelen Indian/Maldives
            """
        ),
        (nil, 330, "Asia/Calcutta Asia/Colombo Asia/Kolkata"),
        (nil, 345, "Asia/Kathmandu Asia/Katmandu"),
        (
            nil, 360,
            """
            Asia/Bishkek Asia/Dacca Asia/Dhaka Asia/Kashgar Asia/Omsk Asia/Thimbu Asia/Thimphu Asia/Urumqi \
            Etc/GMT-6 Indian/Chagos
            """
        ),
        (nil, 390, "Asia/Rangoon Asia/Yangon Indian/Cocos"),
        (
            nil, 420,
            """
            Antarctica/Davis Asia/Bangkok Asia/Barnaul Asia/Ho_Chi_Minh Asia/Hovd Asia/Jakarta \
            Asia/Krasnoyarsk Asia/Novokuznetsk Asia/Novosibirsk Asia/Phnom_Penh Asia/Pontianak Asia/Saigon \
            Asia/Tomsk Asia/Vientiane Etc/GMT-7 Indian/Christmas
            """
        ),
        (
            nil, 480,
            """
            Antarctica/Casey Asia/Brunei Asia/Choibalsan Asia/Chongqing Asia/Chungking Asia/Harbin \
            Asia/Hong_Kong Asia/Irkutsk Asia/Kuala_Lumpur Asia/Kuching Asia/Macao Asia/Macau Asia/Makassar \
            Asia/Manila Asia/Shanghai Asia/Singapore Asia/Taipei Asia/Ujung_Pandang Asia/Ulaanbaatar \
            Asia/Ulan_Bator Australia/Perth Australia/West Etc/GMT-8 Hongkong PRC ROC Singapore
            """
        ),
        (nil, 525, "Australia/Eucla"),
        (
            nil, 540,
            """
            Asia/Chita Asia/Dili Asia/Jayapura Asia/Khandyga Asia/Pyongyang Asia/Seoul Asia/Tokyo \
            Asia/Yakutsk Etc/GMT-9 Japan Pacific/Palau ROK
            """
        ),
        (nil, 570, "Australia/Darwin Australia/North"),
        (
            nil, 600,
            """
            Antarctica/DumontDUrville Asia/Ust-Nera Asia/Vladivostok Australia/Brisbane Australia/Lindeman \
            Australia/Queensland Etc/GMT-10 Pacific/Chuuk Pacific/Guam Pacific/Port_Moresby Pacific/Saipan \
            Pacific/Truk Pacific/Yap
            """
        ),
        (nil, 630, "Australia/LHI Australia/Lord_Howe"),
        (
            nil, 660,
            """
            Asia/Magadan Asia/Sakhalin Asia/Srednekolymsk Etc/GMT-11 Pacific/Bougainville Pacific/Efate \
            Pacific/Guadalcanal Pacific/Kosrae Pacific/Noumea Pacific/Pohnpei Pacific/Ponape
            """
        ),
        (
            nil, 720,
            """
            Asia/Anadyr Asia/Kamchatka Etc/GMT-12 Kwajalein Pacific/Fiji Pacific/Funafuti Pacific/Kwajalein \
            Pacific/Majuro Pacific/Nauru Pacific/Tarawa Pacific/Wake Pacific/Wallis
            """
        ),
        (nil, 765, "NZ-CHAT Pacific/Chatham"),
        (
            nil, 780,
            "Etc/GMT-13 Pacific/Apia Pacific/Enderbury Pacific/Fakaofo Pacific/Kanton Pacific/Tongatapu"
        ),
        (nil, 840, "Etc/GMT-14 Pacific/Kiritimati"),
        (.europe, -60, "Atlantic/Azores"),
        (
            .europe, 0,
            """
            Atlantic/Canary Atlantic/Faeroe Atlantic/Faroe Atlantic/Madeira Eire Europe/Belfast \
            Europe/Dublin Europe/Guernsey Europe/Isle_of_Man Europe/Jersey Europe/Lisbon Europe/London GB \
            GB-Eire Portugal WET
            """
        ),
        (
            .europe, 60,
            """
            Africa/Ceuta Arctic/Longyearbyen Atlantic/Jan_Mayen CET Europe/Amsterdam Europe/Andorra \
            Europe/Belgrade Europe/Berlin Europe/Bratislava Europe/Brussels Europe/Budapest Europe/Busingen \
            Europe/Copenhagen Europe/Gibraltar Europe/Ljubljana Europe/Luxembourg Europe/Madrid Europe/Malta \
            Europe/Monaco Europe/Oslo Europe/Paris Europe/Podgorica Europe/Prague Europe/Rome \
            Europe/San_Marino Europe/Sarajevo Europe/Skopje Europe/Stockholm Europe/Tirane Europe/Vaduz \
            Europe/Vatican Europe/Vienna Europe/Warsaw Europe/Zagreb Europe/Zurich MET Poland
            """
        ),
        (
            .europe, 120,
            """
            Asia/Famagusta Asia/Nicosia EET Europe/Athens Europe/Bucharest Europe/Helsinki Europe/Kiev \
            Europe/Kyiv Europe/Mariehamn Europe/Nicosia Europe/Riga Europe/Sofia Europe/Tallinn \
            Europe/Uzhgorod Europe/Vilnius Europe/Zaporozhye Europe/Chisinau Europe/Tiraspol
            """
        ),
        (.northAmerica, -600, "America/Adak America/Atka US/Aleutian"),
        (
            .northAmerica, -540,
            """
            America/Anchorage America/Juneau America/Metlakatla America/Nome America/Sitka America/Yakutat \
            US/Alaska
            """
        ),
        (
            .northAmerica, -480,
            """
            America/Ensenada America/Los_Angeles America/Santa_Isabel America/Tijuana America/Vancouver \
            Canada/Pacific Mexico/BajaNorte PST8PDT US/Pacific
            """
        ),
        (
            .northAmerica, -420,
            """
            America/Boise America/Cambridge_Bay America/Ciudad_Juarez America/Denver America/Edmonton \
            America/Inuvik America/Shiprock America/Yellowknife Canada/Mountain MST7MDT Navajo US/Mountain
            """
        ),
        (
            .northAmerica, -360,
            """
            America/Chicago America/Indiana/Knox America/Indiana/Tell_City America/Knox_IN America/Matamoros \
            America/Menominee America/North_Dakota/Beulah America/North_Dakota/Center \
            America/North_Dakota/New_Salem America/Ojinaga America/Rainy_River America/Rankin_Inlet \
            America/Resolute America/Winnipeg CST6CDT Canada/Central US/Central US/Indiana-Starke
            """
        ),
        (
            .northAmerica, -300,
            """
            America/Detroit America/Fort_Wayne America/Grand_Turk America/Indiana/Indianapolis \
            America/Indiana/Marengo America/Indiana/Petersburg America/Indiana/Vevay \
            America/Indiana/Vincennes America/Indiana/Winamac America/Indianapolis America/Iqaluit \
            America/Kentucky/Louisville America/Kentucky/Monticello America/Louisville America/Montreal \
            America/Nassau America/New_York America/Nipigon America/Pangnirtung America/Port-au-Prince \
            America/Thunder_Bay America/Toronto Canada/Eastern EST5EDT US/East-Indiana US/Eastern \
            US/Michigan
            """
        ),
        (
            .northAmerica, -240,
            """
            America/Glace_Bay America/Goose_Bay America/Halifax America/Moncton America/Thule \
            Atlantic/Bermuda Canada/Atlantic
            """
        ),
        (.northAmerica, -210, "America/St_Johns Canada/Newfoundland"),
        (.northAmerica, -180, "America/Miquelon"),
        (
            .australia, 570,
            "Australia/Adelaide Australia/Broken_Hill Australia/South Australia/Yancowinna"
        ),
        (
            .australia, 600,
            """
            Antarctica/Macquarie Australia/ACT Australia/Canberra Australia/Currie Australia/Hobart \
            Australia/Melbourne Australia/NSW Australia/Sydney Australia/Tasmania Australia/Victoria
            """
        ),
        (.australia, 660, "Pacific/Norfolk"),
        (.newZealand, 720, "Antarctica/McMurdo Antarctica/South_Pole NZ Pacific/Auckland"),
    ]
}
