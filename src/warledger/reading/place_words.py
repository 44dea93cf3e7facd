"""Words around names: those that vouch for a place ("in", "village of"), and those that speak against one ("said")."""

DIRECTIONS = frozenset(
    """north south east west northern southern eastern western central northeast northwest southeast southwest
    northeastern northwestern southeastern southwestern north-east north-west south-east south-west north-eastern
    north-western south-eastern south-western north-central south-central nw ne sw se coastal upper lower greater rural
    downtown mainland occupied north-northeast mid""".split()
)
# Stand right before a place and before little else.
STRONG_CUES = frozenset(
    """in near at around outside inside throughout towards toward into across via neighbouring neighboring
    surrounding nearby besieged""".split()
)
# Verbs of war whose object is a place, where it bears a name of its own: they take a name that nobody knows.
SITING = frozenset(
    """shell shells shelled shelling bombed bombing pound pounds pounded capture captures captured capturing recapture
    recaptures recaptured retake retakes retook overrun overran overruns besiege besieges besieged besieging storm
    storms stormed enter enters entered entering evacuate evacuates evacuated flee flees fled fell fall falls landed
    rained dropped""".split()
)
# Stand before a place often enough to take a name that the gazetteer knows.
CUES = STRONG_CUES | frozenset(
    """on from to over off through within between along against onto of and or under above below past beyond for
    leaving left entering entered reach reached reaching hit hits hitting strike strikes struck striking target targets
    targeted targeting bomb bombs bombed bombing shell shells shelled shelling attack attacks attacked attacking
    capture captures captured capturing seize seizes seized seizing recapture recaptures recaptured retake retakes
    retook liberate liberated liberates storm stormed storms raid raids raided raiding invade invades invaded invading
    besiege besieges besieging control controls controlled controlling enter enters reenter visit visits visited
    visiting evacuate evacuates evacuated evacuating flee flees fled fleeing leave leaves overran overrun overruns
    pound pounds pounded blockade blockades blockaded reaches cross crosses crossed crossing occupy occupies occupied
    occupying rock rocks rocked hold holds held holding siege including city town village defend defends defended
    defending destroy destroys destroyed destroying damage damages damaged damaging both
    retakes reopen reopens ravage take took takes taking""".split()
)
# "the village of X", "X village"
PLACE_NOUNS = frozenset(
    """city town village hamlet settlement district province governorate oblast region state county department
    municipality territory township locality locale commune prefecture neighbourhood neighborhood quarter suburb suburbs
    area camp port island islands valley mountains mountain outskirts countryside coast coasts capital border borders
    airspace waters kibbutz moshav crossing junction peninsula enclave strip corridor emirate kingdom highlands
    provinces regions districts cities towns villages states governorates areas parts part outskirts
    waters ridge""".split()
)
# Parts of a town: one that no list knows stands where its town stands.
QUARTER_NOUNS = frozenset(
    """neighbourhood neighborhood neighbourhoods neighborhoods quarter suburb suburbs street road avenue
    square market junction crossing roundabout camp outskirts""".split()
)
QUARTERS = frozenset("neighbourhood neighborhood neighbourhoods neighborhoods quarter".split())
# Second-order units of countries where the shipped lists have the first order only.
COUNTY_WORDS = frozenset("county parish borough".split())
# Words for sites that are everyday words too where they have no capital.
CAPITAL_SITES = frozenset("drive lane ave blvd rd parkway".split())
# Behind the name of a town: bodies and people of that town and no other ("Kharkiv police", "Aleppo City Council").
LOCAL_BODIES = frozenset(
    """police fire sheriff mayor municipal municipality metro metropolitan pd coroner councillor councilman alderman
    residents resident firefighters paramedics""".split()
)
# Lower-case words behind the name of a town that say whose town it is, or in which town a thing stands ("a Homs man").
OF_A_TOWN = frozenset(
    """man woman men women boy girl teen teenager toddler child couple mother father student pastor native address hotel
    home house bar restaurant nightclub apartment motel park store shop school hospital church mosque market street
    neighborhood neighbourhood suburb gym playground bakery cafe intersection""".split()
)
# Sites that bear the name of a place far away as often as of their own.
NAMED_AFTER = frozenset(
    """street road avenue highway streets roads avenues drive lane boulevard parkway expressway freeway ave blvd rd
    square market mall church mosque cathedral hotel restaurant theatre theater park
    school college university hospital clinic court courthouse cemetery library museum""".split()
)
# The first word of a site's name.
SITE_OPENERS = frozenset("mount mt lake jebel jabal camp port fort kibbutz moshav wadi kafr tell tel deir".split())
# The last word of a site's name. `True`: an organisation too, so that only a cue makes it a place.
SITES: dict[str, bool] = dict.fromkeys(
    """airport airbase airfield refinery dam bridge port crossing checkpoint square street road highway avenue
    market stadium junction valley river lake mountain mountains hill hills island islands desert forest peninsula
    corridor reservoir village town township district neighbourhood neighborhood quarter suburb barracks camp prison
    jail castle palace plant field mine depot reef shoal bay gulf strait sea ocean canyon pass plateau plain plains
    cemetery gate tunnel mall bazaar crossroads roundabout highlands delta oasis wadi coast county province region
    governorate oblast raion rayon krai department prefecture municipality territory parish regency commune state lga
    canal well farm heights kibbutz moshav settlement airspace border terminal pipeline beach harbour harbor dock
    airstrip spaceport cosmodrome base streets avenues roads avenues drive lane boulevard parkway expressway freeway ave
    blvd rd""".split(),
    False,
) | dict.fromkeys(
    """hospital university college school mosque church cathedral synagogue monastery temple hotel embassy consulate
    station centre center clinic court courthouse parliament stadium park restaurant theatre theater library museum
    headquarters zone festival facility""".split(),
    True,
)
ORGANISATION_WORDS = frozenset(
    """army forces force military police ministry minister government authority authorities council party agency company
    corporation union group movement front brigade brigades battalion division regiment command corps guard guards
    navy fleet news times post press television tv radio media institute association organization organisation
    commission committee court parliament bank fund foundation society club federation league coalition alliance
    administration department office bureau service services directorate cartel gang network militia rebels fighters
    troops soldiers militants officials official president prime chief commander spokesman spokesperson general
    airlines airways energy oil petroleum security defense defence civil human rights observatory watch act accord
    accords agreement treaty talks summit plan war conflict process resolution""".split()
)
# A lower-case word behind a name that makes it somebody's ("Puntland forces", "the Gaza ministry").
ACTING = frozenset(
    """forces force troops army military police government authorities officials official soldiers regime ministry
    parliament court president minister governor mayor mediator mediators residents militia fighters rebels gunmen
    team club war conflict deal agreement talks accord peace ceasefire truce issue question crisis leader leaders
    spokesman spokesperson delegation negotiators envoy embassy drone drones missile missiles jet jets warplanes
    airstrikes airstrike administration security cartel health navy air-force""".split()
)
# Behind a name: it speaks ("Kyiv says").
SPEAKING = frozenset(
    """said says say told tells announced announces accused accuses claimed claims warned warns stated condemned
    condemns denied denies vowed vows called calls urged urges demanded demands agreed agrees insists insisted
    threatens threatened rejects rejected confirms confirmed wants seeks plans vowing""".split()
)
# Behind the name of a country: it acts, it is not where something happens.
DOING = SPEAKING | frozenset(
    """launches launched imposes imposed will would has had is was and signed signs resumes sends sent carries carried
    summons summoned reported reports attacks attacked strikes struck fires fired bombs bombed hits hit kills killed
    deploys deployed may could should must does did conducts conducted begins began have are were recalls closes opens
    intercepts downs shoots shot seizes seized releases released receives received""".split()
)
# What puts a thing near a place.
NEAR = frozenset("near outside around off nearby south north east west".split())
# "Turkish airspace" is a place, and in Turkey.
OF_NATIONS = frozenset("airspace border waters coast territory".split())
# First-order units as the press of their countries shortens them, without stops.
ABBREVIATIONS = {
    short: whole
    for pair in """ala:Alabama ariz:Arizona ark:Arkansas calif:California colo:Colorado conn:Connecticut
    del:Delaware fla:Florida ga:Georgia ill:Illinois ind:Indiana kan:Kansas ky:Kentucky la:Louisiana md:Maryland
    mass:Massachusetts mich:Michigan minn:Minnesota miss:Mississippi mo:Missouri mont:Montana neb:Nebraska
    nev:Nevada nh:New_Hampshire nj:New_Jersey nm:New_Mexico ny:New_York nc:North_Carolina nd:North_Dakota
    okla:Oklahoma ore:Oregon pa:Pennsylvania ri:Rhode_Island sc:South_Carolina sd:South_Dakota tenn:Tennessee
    tex:Texas vt:Vermont va:Virginia wash:Washington wva:West_Virginia wis:Wisconsin wyo:Wyoming al:Alabama
    az:Arizona ar:Arkansas ca:California co:Colorado ct:Connecticut de:Delaware fl:Florida il:Illinois ia:Iowa
    ks:Kansas mi:Michigan mn:Minnesota ms:Mississippi ne:Nebraska nv:Nevada oh:Ohio ok:Oklahoma
    tn:Tennessee tx:Texas ut:Utah wa:Washington wv:West_Virginia wi:Wisconsin wy:Wyoming
    bc:British_Columbia alta:Alberta ont:Ontario que:Quebec sask:Saskatchewan man:Manitoba nb:New_Brunswick
    ns:Nova_Scotia nl:Newfoundland_and_Labrador pei:Prince_Edward_Island nwt:Northwest_Territories
    nsw:New_South_Wales qld:Queensland""".split()
    for short, whole in [pair.replace("_", " ").split(":")]
}
# Words for what belongs to a continent, and the continent.
CONTINENTALS = {
    "european": "Europe",
    "europeans": "Europe",
    "african": "Africa",
    "africans": "Africa",
    "asian": "Asia",
    "asians": "Asia",
    "north american": "North America",
    "south american": "South America",
    "latin american": "Latin America",
}
# In front of a country they make no place of it: "talks between", "support for".
BEFORE_NAMES = frozenset("and or between for with including both of ,".split())
# "to Sudan", "from Yemen" are places where something moves or is launched.
MOVES = frozenset(
    """flee flees fled deport deports deported transfer transferred return returns returned cross crosses crossed deploy
    deploys deployed move moves moved travel travelled traveled spread spreads withdraw withdraws withdrew sent sends
    flown flew extradited evacuated escape escaped relocated brought taken launch launches launched launching fire fires
    fired firing missile missiles rocket rockets drone drones attack attacks strike strikes""".split()
)
# What follows the name of a country that stands for itself; before another word it is an adjective ("the Iran war").
BEHIND_NAMES = frozenset(
    """and or but in on at by with for to from of after before during while as that which who where when is was were are
    has have had will would following amid amidst since due because without against over under about into including
    until between near through late early yesterday today overnight not also this last next whose than kill kills injure
    injures leave leaves wound wounds cause causes damage damages destroy destroys hit hits""".split()
)
# Capitals whose names stand for their governments ("Moscow accused Kyiv"): without a cue they are no places.
CAPITALS = frozenset(
    """moscow kyiv kiev washington beijing tehran baghdad damascus ankara cairo riyadh jerusalem islamabad delhi kabul
    london paris berlin brussels tokyo pyongyang seoul taipei caracas bogotá havana khartoum asmara nairobi kampala
    kigali kinshasa luanda pretoria harare abuja bamako ouagadougou niamey n'djamena tripoli algiers rabat tunis beirut
    amman doha muscat manama yerevan baku tbilisi belgrade zagreb sarajevo pristina athens nicosia bangkok hanoi manila
    jakarta dhaka colombo kathmandu naypyidaw canberra ottawa stepanakert pale sanaa""".split()
)
TITLES = frozenset(
    """mr mrs ms dr president minister premier chancellor king queen prince princess general gen colonel col lieutenant
    lt major maj captain capt sergeant sgt corporal commander admiral marshal sheikh sheik imam mullah ayatollah rabbi
    pope bishop archbishop father sir senator sen governor gov mayor ambassador secretary spokesman spokeswoman
    spokesperson judge justice professor prof lawyer journalist activist leader chief director envoy brigadier brig
    prime foreign defence defense deputy crown sultan emir representative rep congressman lawmaker mp named
    warlord rapper singer actor brothers uss hms ins mv""".split()
)
# Capitalised words that open sentences or name days, faiths and the like.
NEVER = frozenset(
    """the a an this that these those it he she they we i you his her their its our there here what who which when where
    why how if as but so yet then also both all some many most several few each every another other others one two
    three four five six seven eight nine ten eleven twelve dozens hundreds thousands after before during since until
    while although though because despite amid following according earlier later today yesterday tomorrow tonight
    meanwhile however monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec ramadan easter
    christmas passover eid ashura god allah lord islam islamic christian christianity muslim muslims jewish jews jew
    arab arabs kurdish kurds sunni shia shiite western eastern northern southern central democrats republicans police
    army state states united nations security council parliament congress senate supreme high court ministry
    operation mr mrs dr president prime minister general king prince at in on of from to by for with
    near over under about into over around between against among across and or not no yes more less least
    people residents officials authorities soldiers troops rebels militants gunmen civilians women men children
    russian ukrainian israeli palestinian syrian iraqi iranian american british internet twitter facebook telegram
    covid reuters ap afp bbc cnn english arabic french south-west geneva-convention human special civil national
    federal royal new old great big first second third last next early late local regional international foreign
    rapid red cross crescent white blue black green air navy marine coast guard border health world war peace
    brigade division regiment battalion group front movement party union league army corps force forces
    tribal armed suspected alleged al-qaeda at-least on-site rights red-cross euro dollar boeing airbus""".split()
)
GIVEN_NAMES = frozenset(
    """aaron abbas abd abdallah abdel abdelaziz abdi abdirahman abdul abdulaziz abdullah abdullahi abraham abu
    adam adel adnan adrian afonso ahmad ahmed aisha alaa alan albert alejandro aleksandr alex alexander alexei
    alfredo ali alice alicia allen allison alyssa amal amanda amber amin amina amir amos amy ana anas anatoly
    andre andrea andrei andres andrew andriy angel angela angelica anita ankit anna annie anthony antoine antonio
    antony anwar april aref ariel arthur asad ashley ashraf asif aung avichay ayman ayub bakr barack barbara barry
    bashar bashir ben benjamin benny bernard beth bethany betty beverly bezalel bill billy bobby bonnie boris
    bradley brandon brandy brenda brent brett brian brianna brittany bruce bryan caitlin calvin carla carlos carol
    carolyn cassandra catherine chad charles cheikh chelsea cheryl chloe chris christian christina christine
    christopher christy cindy clarence claudia clifford cody colin connie corey cory courtney craig crystal curtis
    cynthia damon dan dana daniel danielle danny darius darlene darrell darren darryl dave david dawn deandre
    deborah debra demetrius denis dennis derek derrick devin devon diana diane dianne dmitry dmytro dominic
    dominique donald donna dorothy douglas duane dustin dwayne dylan earl ebrahim eddie edgar eduardo edward edwin
    eileen elaine eli elias elijah elizabeth ellen emad emanuel emily emma emmanuel enrique eric erica erik erin
    ernesto esmail esther ethan eugene evan evelyn eyal fadi fahad faisal farid farouk fatima fawzi felicia felix
    fernando fidel floyd frances francis francisco frank franklin franz fred frederick gabriel gareth gary gen
    george gerald geraldine gideon gina giorgia glen glenn gloria gordon grace greg gregory gustavo hadi hafez
    haider hakan hamid hamza hana hannah harold harry haruna hasan hashim hassan hatem heather heba hector heidi
    helen henry herbert herman herzi hillary hisham holly hosni hossein houssam howard hunter hussain hussein ian
    ibrahim igor ihor ilham imad imran irene isaac isabella isaiah isaias ismail issa itamar ivan izz jack jackie
    jacob jacqueline jaime jake jalal jamal james jamil jan jane janet janice jared jasmine jason javier jay jean
    jeff jeffery jeffrey jenna jennifer jens jeremiah jeremy jermaine jerome jerry jessica jessie jesus jill jim
    jimmy joan joann joanne joao jodi joe joel joey john johnny jon jonathan jorge jose josep joseph josh joshua
    joyce juan juanita judith judy julia julian julie justin kaitlyn kaja kamal kamala karen karim karl karoline
    kassim kate katelyn katherine kathleen kathryn kathy katie kayla keir keisha keith kelly kelsey ken kendra
    kenneth kerry kevin khaled khalid khalifa khalil kim kimberly kirill kirk kristen kristin kristina krystal
    kurt kyle lamar lance larry latoya laura lauren laurent laurie lawrence leah lee leo leon leonard leonid leroy
    leslie lillian linda lindsay lindsey lisa lloyd lonnie lori lorraine louis louise lucas luis luke lula luther
    lynn lyse mackenzie maha mahdi maher mahmoud mahmud malcolm malik mandy manuel marc marco marcus margaret
    maria mariam mariano marie marilyn marine mario marjorie mark marlon marquis marsha marshall martin marvin
    mary mason masoud matteo matthew maurice max maya megan mehdi mehmet melanie melinda melissa melvin meredith
    michael michel michele michelle miguel mike mikhail mila mildred milos mitchell mohamad mohamed mohammad
    mohammed mohsen molly monica monique moshe mousa moussa muhammad muhammadu mujahid muqtada murad musa mustafa
    mykhailo nabih nabil nadia naim najib nancy naomi narendra naser nasir nasser natalie natasha nathan nathaniel
    nawaf nayib neil nelson nicholas nicolas nicole nikol nikolai noah noam noor norma norman nour olaf oleg oleh
    oleksandr olena olivia omar osama oscar osman othman pablo pamela patricia patrick paul paula pedro peggy pete
    peter petro philip phillip phyllis pierre pope priscilla qasem qassem quentin rachael rachel radoslaw rafael
    rafiq raheem rajab rajnath ralph ram rami ramon ramzan randall randy rashad rashid raul raymond rebecca recep
    regina renee reza rhonda riad ricardo richard ricky rita robert roberto rodney rodrigo roger roman ron ronald
    ronen ronnie rosa rosemary ross roy ruben ruby russell rustem ruth ryan saad sabah sabrina saddam sadiq saeed
    said saleh salim sally salman salva sam samantha sameh sami samir samuel sandra sara sarah saud scott sean
    sebastien sergei serhiy seth shane shannon sharon shaun shawn shehbaz sheikh sheila shelby shelley sherry
    shimon shinzo shirley simon sophia spencer stacey stacy stanley stefan stephane stephanie stephen steve steven
    stuart subrahmanyam sue suhail suleiman susan suzanne sylvia taha tahir talal tamara tammy tanya tara tariq
    tasha taylor tayyip tedros terrance terrell terrence terri terry theodore theresa thomas tiffany tim timothy
    tina tobias todd tom tommy tony tonya tracey tracy travis trevor tyrone umar umaru uri ursula valerie valery
    vanessa vasyl vernon veronica vicki victor viktor vincent virgil vitali vitaliy vivian vladimir volker
    volodymyr wade wael walid walter wanda wang warren wayne wendy wesley whitney william willie xavier yahya yair
    yasin yasser yevgeny yitzhak yoav yolanda yoon younis yousef youssef yuri yusuf yvette yvonne zachariah
    zachary zaid zainab zayed zelensky ziad zoe zuhair""".split()
)
